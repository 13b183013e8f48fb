extension ControlComponent {
    /// A rule that makes things go wrong.
    static let faultRule = ControlComponent("FaultRule") { .closed(ruleMembers) }

    /// Several rules that belong together.
    static let faultPreset = ControlComponent("FaultPreset") {
        .closed([
            "preset": .choice(FaultPreset.self), "match": .named(.requestMatch).optional,
            "tag": .text.optional,
        ])
    }

    /// A rule, and how often it has acted.
    static let faultReport = ControlComponent("FaultReport") {
        .closed(
            ruleMembers + [
                ("state", .choice(["active", "spent", "expired"])), ("seen", .whole),
                ("acted", .whole), ("left", .whole.orNull), ("last", .list(of: .whole)),
                ("note", .text.orNull),
            ])
    }

    private static var ruleMembers: [(String, ControlSchema)] {
        [
            ("name", .text.optional), ("tag", .text.optional),
            ("match", .named(.requestMatch).optional), ("given", .named(.condition).optional),
            ("skip", .whole.optional), ("times", .whole(from: 1).optional),
            ("probability", .number(from: 0, to: 1).optional), ("until", end.optional),
            ("at", .choice(FaultPhase.self).optional),
            (
                "do",
                .oneOf(.named(.faultAction), .list(of: .named(.faultAction), least: 1))
            ),
            ("timeout", .durationOrSeconds.optional), ("impossible", .flag.optional),
        ]
    }

    /// When a rule ends.
    private static let end = ControlSchema.oneOf(
        .closed(["after": .durationOrSeconds]), .closed(["time": .instant]), .named(.condition))
}
