import KubeAPI
import KubeJSON

/// The members of an object of ours, each of which is taken once.
struct SnapshotFields {
    private let members: JSONObject
    private let subject: String
    private var known: [String] = []

    /// The members of `json`, which errors call `subject`.
    init(of json: JSONValue, _ subject: String) throws(StatusError) {
        guard let members = json.object else {
            throw .badRequest("\(subject) must be an object, not \(json.noun)")
        }
        if let repeated = members.duplicates.first {
            throw .badRequest("the field \(GoQuote.quote(repeated.key)) is given twice")
        }
        self.members = members
        self.subject = subject
    }

    /// Passes over a member.
    mutating func pass(_ name: String) {
        known.append(name)
    }

    /// The value of a field, read as in a control request.
    mutating func take<Value>(_ field: ControlField<Value>) throws(StatusError) -> Value {
        known += field.descriptions.map(\.name)
        return try field.value(in: members)
    }

    /// A member as it stands; nil when it is missing or null.
    mutating func takeObject(_ name: String) -> JSONValue? {
        known.append(name)
        return members.said(name)
    }

    /// Refuses members that were not taken.
    func refuseStrangers() throws(StatusError) {
        guard let stranger = members.first(where: { !known.contains($0.key) }) else { return }
        throw .badRequest(
            "unknown field \(GoQuote.quote(stranger.key)): \(subject) takes the fields "
                + known.joined(separator: ", "))
    }
}
