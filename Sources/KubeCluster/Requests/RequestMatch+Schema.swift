extension ControlComponent {
    /// Which requests are meant.
    static let requestMatch = ControlComponent("RequestMatch") {
        .closed(
            RequestCriterion.allCases.map { criterion in
                let text = criterion.textSchema
                return (
                    criterion.rawValue,
                    ControlSchema.oneOf(text, .whole, .list(of: .oneOf(text, .whole)))
                        .described(criterion.summary).optional
                )
            })
    }
}

extension RequestCriterion {
    /// The texts that may stand there.
    fileprivate var textSchema: ControlSchema {
        switch self {
        case .verb: .anyOf(.choice(Self.verbs), .text.described("with asterisks for any text"))
        case .client, .user, .userAgent, .fieldManager, .resource, .namespace, .name, .holder,
            .path, .method, .status, .connection:
            .text
        }
    }
}
