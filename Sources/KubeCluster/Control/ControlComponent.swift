/// A schema that many others mention, by its name.
struct ControlComponent: Sendable {
    let name: String

    /// What it says; asked for only where all of it is told, so that schemas may mention each other.
    let schema: @Sendable () -> ControlSchema

    init(_ name: String, _ schema: @escaping @Sendable () -> ControlSchema) {
        self.name = name
        self.schema = schema
    }

    /// All there are; each stands with its ability.
    static let all: [ControlComponent] = [
        .status, .requestMatch, .countRange, .condition, .namedError, .faultAction, .faultRule,
        .faultPreset, .faultReport, .heldRequest, .clock, .election, .term, .recordedRequest,
    ]
}

extension ControlComponent {
    /// What every error is.
    static let status = ControlComponent("Status") {
        .object([
            "kind": .choice(["Status"]), "apiVersion": .choice(["v1"]), "metadata": .anything,
            "status": .choice(["Failure"]), "message": .text.optional, "reason": .text.optional,
            "details": .anything.optional, "code": .whole(from: 400, to: 599),
        ])
    }
}
