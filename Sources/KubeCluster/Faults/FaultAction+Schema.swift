extension ControlComponent {
    /// What a rule does.
    static let faultAction = ControlComponent("FaultAction") {
        .oneOf(
            [
                .choice(["pass"]), .closed(["error": .named(.namedError)]),
                .closed(["status": wholeStatus]), .closed(["answer": answer]),
                .closed(["delay": delay]),
                .closed([
                    "truncate": .whole, "then": .choice(FaultAction.Ending.self).optional,
                ]),
                .closed(["slow": .closed(["bytesPerSecond": .whole(from: 1)])]),
                .closed(["stale": .oneOf(.closed(["by": .whole]), .closed(["at": .version]))]),
                .closed(["watch": watch]),
            ]
                + ["pass", "reset", "close", "hang", "refuse", "garbage", "hold", "expire"].map {
                    .closed([($0, .plainTrue)])
                })
    }

    /// An error that a real server gives, by its name, with what it may say beside.
    static let namedError = ControlComponent("NamedError") {
        .oneOf(
            .choice(NamedError.Name.self),
            .closed([
                "name": .choice(NamedError.Name.self), "user": .text.optional,
                "quota": .text.optional, "webhook": .text.optional, "limit": .whole.optional,
                "reason": .text.optional, "code": .whole(from: 400, to: 599).optional,
            ]))
    }

    private static let wholeStatus = ControlSchema.oneOf(
        .choice(FaultStatus.genericCodes),
        .closed([
            "code": .whole(from: 400, to: 599), "reason": .text.optional,
            "message": .text.optional, "details": .anything.optional,
            "retryAfterSeconds": .whole.optional,
        ]))

    private static let answer = ControlSchema.closed([
        "code": .whole(from: 200, to: 599), "headers": .map(of: .text).optional,
        "text": .text.optional,
    ])

    private static let delay = ControlSchema.oneOf(
        .duration, .closed(["from": .duration, "to": .duration]),
        .closed(["median": .duration, "sigma": .number(from: 0, to: 10)]))

    private static let watch = ControlSchema.closed([
        "after": .whole.optional,
        "then": .oneOf(
            .choice(["stall", "cut", "end", "expired", "close", "reset"]),
            .closed(["error": .named(.namedError)])
        ).optional,
        "drop": .choice(["bookmarks"]).optional,
    ])
}
