import KubeAPI
import KubeJSON

/// What is told about a field of a control request: what it means, and what may stand there.
struct ControlFieldDescription: Hashable, Sendable {
    let name: String
    let kind: Kind
    let place: Place
    let isRequired: Bool

    /// What it means, in one line.
    let summary: String

    /// The texts that may stand there; empty where it may be any.
    let choices: [String]

    /// What may stand there, where that is more than its kind tells.
    let ownSchema: ControlSchema?

    /// Where a field stands.
    enum Place: Hashable, Sendable {
        case body
        case query
    }

    /// What kind of value a field has.
    enum Kind: String, Hashable, Sendable {
        case text = "string"
        case texts = "strings"
        case version = "version"
        case whole = "integer"
        case number = "number"
        case flag = "boolean"
        case duration = "duration"
        case instant = "instant"
        /// Names that are on or off.
        case switches = "switches"
        case object = "object"
    }

    init(
        _ name: String, _ kind: Kind, _ summary: String, in place: Place = .body,
        isRequired: Bool = false, choices: [String] = [], schema: ControlSchema? = nil
    ) {
        self.name = name
        self.kind = kind
        self.place = place
        self.isRequired = isRequired
        self.summary = summary
        self.choices = choices
        ownSchema = schema
    }
}

extension ControlFieldDescription.Kind {
    /// What a value of the kind is called.
    var noun: String {
        switch self {
        case .text: "a string"
        case .texts: "a list of strings"
        case .version: "a resource version such as \"41\""
        case .whole: "a whole number from 0 to \(UInt64.max)"
        case .number: "a number"
        case .flag: "a boolean, true or false"
        case .duration: "a duration such as \"30m\" or \"1.5s\", or a number of seconds"
        case .switches: "an object such as {\"NAME\":true}, or a string such as \"NAME=true\""
        case .object: "an object"
        case .instant:
            "an instant such as \"2026-01-01T00:00:00Z\" or \"2026-01-01T00:00:00.000000Z\""
        }
    }
}

// MARK: - Refusals

extension ControlFieldDescription {
    /// The string that `value` is; throws when it is none.
    func text(_ value: JSONValue) throws(StatusError) -> String {
        guard let text = value.string else { throw wrongType(value, instead: .text) }
        return text
    }

    /// The refusal of a value of another kind.
    func wrongType(_ value: JSONValue) -> StatusError { wrongType(value, instead: kind) }

    private func wrongType(_ value: JSONValue, instead kind: Kind) -> StatusError {
        .badRequest("\(subject) must be \(kind.noun), not \(value.shown)")
    }

    /// The refusal of a value that is none of the choices.
    func unknownChoice(_ value: JSONValue) -> StatusError {
        .badRequest(
            "\(subject) must be a name, one of \(choices.joined(separator: ", ")), not "
                + value.shown)
    }

    /// The refusal of a string that does not spell what it should, with the `reason`.
    func malformed(_ reason: String) -> StatusError {
        .badRequest("\(subject) must be \(kind.noun)\(reason)")
    }

    /// The refusal of a request that does not say what it must, such as `example`.
    func missing(example: String) -> StatusError {
        .badRequest(
            "\(subject) is missing or empty: say {\(GoQuote.quote(name)):\(GoQuote.quote(example))}"
        )
    }

    private var subject: String {
        switch place {
        case .body: "the field \(GoQuote.quote(name))"
        case .query: "the parameter \(GoQuote.quote(name))"
        }
    }
}
