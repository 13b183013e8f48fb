extension ControlComponent {
    /// Something that may hold in a cluster.
    static let condition: ControlComponent = ControlComponent("Condition") {
        .oneOf(
            lease,
            .closed(["object": .text, "exists": .flag.optional]),
            .closed([
                "requests": .named(.requestMatch), "count": .named(.countRange).optional,
                "since": .whole.optional,
            ]),
            .closed([
                "sequence": .list(of: .named(.requestMatch), least: 1), "since": .whole.optional,
            ]),
            .closed(["terms": namespacedName, "findings": findings.optional]),
            .closed(["watches": .named(.requestMatch), "count": .named(.countRange).optional]),
            .closed([
                "held": .named(.countRange), "rule": .text.optional, "since": .whole.optional,
            ]),
            .closed(["faults": .choice(["active", "spent", "expired"]), "rule": .text.optional]),
            .closed(["quiet": .durationOrSeconds]),
            .closed(["all": .list(of: .named(.condition), least: 1)]),
            .closed(["any": .list(of: .named(.condition), least: 1)]),
            .closed(["not": .named(.condition)]))
    }

    private static let lease = ControlSchema.closed([
        "lease": namespacedName, "holder": texts.optional, "preferredHolder": texts.optional,
        "transitions": .named(.countRange).optional, "expired": .flag.optional,
        "free": .flag.optional, "exists": .flag.optional,
    ])

    private static let findings = ControlSchema.oneOf(
        .choice(["none", "any"]), .list(of: .choice(TermFinding.Kind.self), least: 1))

    /// A text with asterisks for any text, or a list of them.
    private static let texts = ControlSchema.oneOf(.text, .list(of: .text))

    private static let namespacedName = ControlSchema.text.described("a namespace, a slash, a name")

    /// How many there are to be.
    static let countRange = ControlComponent("CountRange") {
        .oneOf(
            .whole, .closed(["exactly": .whole]),
            .closed(["atLeast": .whole, "atMost": .whole.optional]), .closed(["atMost": .whole]))
    }
}
