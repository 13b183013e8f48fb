import KubeAPI
import KubeJSON
import KubeTime

/// An object that was sent, such as a rule, a match or a condition, and where it stands in the body.
struct ControlObject {
    let object: JSONObject
    private let place: String

    /// Reads `value`, which stands at `place`, and which may have any members.
    init(_ value: JSONValue, at place: String) throws(StatusError) {
        guard let object = value.object else {
            throw .badRequest("\(Self.subject(place)) must be an object, not \(value.shown)")
        }
        self.object = object
        self.place = place
        if let repeated = object.duplicates.first {
            throw .badRequest("the field \(GoQuote.quote(path(repeated.key))) is given twice")
        }
    }

    /// Reads `value`, which stands at `place`, and which may have no other members than `known`.
    init(_ value: JSONValue, at place: String, known: [String]) throws(StatusError) {
        try self.init(value, at: place)
        if let stranger = object.first(where: { !known.contains($0.key) }) {
            throw .badRequest(
                "unknown field \(GoQuote.quote(path(stranger.key))): there is "
                    + known.joined(separator: ", "))
        }
    }

    /// What stands at `place`, in words.
    static func subject(_ place: String) -> String {
        place.isEmpty ? "the body" : "the field \(GoQuote.quote(place))"
    }

    /// Where a member stands.
    func path(_ key: String) -> String { place.isEmpty ? key : "\(place).\(key)" }

    /// A member; nil when it is missing or null.
    subscript(key: String) -> JSONValue? {
        object[key].flatMap { $0 == .null ? nil : $0 }
    }

    /// The refusal of what stands at `key`.
    func refusal(of key: String, _ wanted: String) -> StatusError {
        .badRequest(
            "\(Self.subject(path(key))) must be \(wanted), not \((object[key] ?? .null).shown)")
    }
}

// MARK: - The kinds of members

extension ControlObject {
    /// A text that is not empty.
    func text(_ key: String) throws(StatusError) -> String? {
        guard let value = self[key] else { return nil }
        guard let text = value.string, !text.isEmpty else { throw refusal(of: key, "a text") }
        return text
    }

    /// A whole number in `range`.
    func whole(_ key: String, in range: ClosedRange<Int>) throws(StatusError) -> Int? {
        guard let value = self[key] else { return nil }
        guard let number = value.integer, range.contains(Int(number)) else {
            throw refusal(
                of: key, "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return Int(number)
    }

    /// A number in `range`.
    func number(_ key: String, in range: ClosedRange<Double>) throws(StatusError) -> Double? {
        guard let value = self[key] else { return nil }
        guard case .number(let number) = value, let decimal = Double(number.literal),
            range.contains(decimal)
        else {
            throw refusal(
                of: key,
                "a number from \(Self.text(range.lowerBound)) to \(Self.text(range.upperBound))")
        }
        return decimal
    }

    private static func text(_ number: Double) -> String { JSONNumber(number).literal }

    /// True or false.
    func bool(_ key: String) throws(StatusError) -> Bool? {
        guard let value = self[key] else { return nil }
        guard let bool = value.bool else { throw refusal(of: key, "a boolean, true or false") }
        return bool
    }

    /// A length of time that is not negative: a text such as `"200ms"`, or a number of seconds.
    func duration(_ key: String) throws(StatusError) -> Duration? {
        try duration(key, "a duration such as \"200ms\", or a number of seconds") {
            value throws(GoDuration.ParseError) in try GoDuration(saying: value)
        }
    }

    /// A short length of time that is not negative: a text such as `"200ms"`.
    ///
    /// A number might be meant as one of milliseconds.
    func shortDuration(_ key: String) throws(StatusError) -> Duration? {
        try duration(key, "a duration with its unit such as \"200ms\"") {
            value throws(GoDuration.ParseError) in
            guard let text = value.string else { return nil }
            return try GoDuration(parsing: text)
        }
    }

    private func duration(
        _ key: String, _ wanted: String,
        read: (JSONValue) throws(GoDuration.ParseError) -> GoDuration?
    ) throws(StatusError) -> Duration? {
        guard let value = self[key] else { return nil }
        let said: GoDuration?
        do throws(GoDuration.ParseError) {
            said = try read(value)
        } catch {
            throw .badRequest(
                "\(Self.subject(path(key))) must be \(wanted): \(error.description)")
        }
        guard let duration = said?.duration else { throw refusal(of: key, wanted) }
        guard duration >= .zero, duration <= FaultDelay.max else {
            throw refusal(of: key, "a duration from 0s to 24h")
        }
        return duration
    }

    /// An instant.
    func instant(_ key: String) throws(StatusError) -> Timestamp? {
        guard let value = self[key] else { return nil }
        guard let instant = value.string.flatMap({ Timestamp(rfc3339: $0) }) else {
            throw refusal(of: key, "an instant such as \"2026-01-01T00:00:00Z\"")
        }
        return instant
    }

    /// Checks that a member that says nothing but its name is true.
    func flag(_ key: String) throws(StatusError) {
        guard object[key]?.bool == true else { throw refusal(of: key, "a plain true") }
    }

    /// One of the texts of `Choice`.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, _ type: Choice.Type
    ) throws(StatusError) -> Choice? where Choice.RawValue == String {
        guard let value = self[key] else { return nil }
        guard let choice = value.string.flatMap({ Choice(rawValue: $0) }) else {
            let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw refusal(of: key, "a name, one of \(known)")
        }
        return choice
    }
}
