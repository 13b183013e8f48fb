import KubeAPI
import Testing

@Suite struct `Options of a list` {
    private static let match = "resourceVersionMatch"

    @Test(
        arguments: [
            // LST-020
            (
                [(match, "Exact")],
                "\(match): Forbidden: \(match) is forbidden unless resourceVersion is provided"
            ),
            // LST-021
            (
                [(match, "NotOlderThan"), ("resourceVersion", "1"), ("continue", "x")],
                "\(match): Forbidden: \(match) is forbidden when continue is provided"
            ),
            // LST-022
            (
                [(match, "x"), ("resourceVersion", "1")],
                #"resourceVersionMatch: Unsupported value: "x": supported values: "Exact", "#
                    + #""NotOlderThan", """#
            ),
            // LST-023
            (
                [(match, "Exact"), ("resourceVersion", "0")],
                #"resourceVersionMatch: Forbidden: resourceVersionMatch "exact" is forbidden for "#
                    + #"resourceVersion "0""#
            ),
            // LST-024
            (
                [("sendInitialEvents", "true")],
                "sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list"
            ),
        ] as [([(String, String)], String)])
    func `must not contradict each other`(query: [(String, String)], problem: String) {
        #expect(
            causes { try ListOptions(QueryParameters(query), isWatch: false) } == [problem])
    }

    @Test(arguments: [
        (
            [("limit", "x"), ("timeoutSeconds", "y"), ("labelSelector", "=")],
            #"strconv.ParseInt: parsing "y": invalid syntax"#
        ),
        (
            [("fieldSelector", "x"), (match, "Exact")],
            "invalid selector: 'x'; can't understand 'x'"
        ),
    ])
    func `must be readable before anything else`(query: [(String, String)], message: String) {
        let error = #expect(throws: StatusError.self) {
            try ListOptions(QueryParameters(query), isWatch: false)
        }

        #expect(error?.code == 400)
        #expect(error?.message == message)
    }

    // LST-032
    @Test func `read a negative limit as none`() throws {
        let query = QueryParameters([("limit", "-5"), ("unknown", "x")])

        #expect(try ListOptions(query, isWatch: false).limit == 0)
    }
}

@Suite struct `Options of a watch` {
    // WAT-004
    @Test(
        arguments: [
            ([("watch", "1")], true), ([("watch", "1"), ("resourceVersion", "0")], true),
            ([("watch", "1"), ("resourceVersion", "5")], nil),
            (
                [
                    ("watch", "1"), ("sendInitialEvents", "false"),
                    ("resourceVersionMatch", "NotOlderThan"),
                ], false
            ),
            // One of the older watch paths, which have no such parameter.
            ([], nil),
        ] as [([(String, String)], Bool?)])
    func `ask for initial events by default`(
        query: [(String, String)], sendsInitialEvents: Bool?
    ) throws {
        let options = try ListOptions(QueryParameters(query), isWatch: true)

        #expect(options.sendInitialEvents == sendsInitialEvents)
        #expect(options.resourceVersionMatch == (sendsInitialEvents == nil ? nil : .notOlderThan))
    }

    @Test(
        arguments: [
            // WAT-021
            (
                [("sendInitialEvents", "true")],
                [
                    "resourceVersionMatch: Forbidden: sendInitialEvents requires setting "
                        + "resourceVersionMatch to NotOlderThan"
                ]
            ),
            // WAT-022
            (
                [("resourceVersionMatch", "NotOlderThan")],
                [
                    "resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden for watch "
                        + "unless sendInitialEvents is provided"
                ]
            ),
            // WAT-023
            (
                [("sendInitialEvents", "true"), ("resourceVersionMatch", "Exact")],
                [
                    "resourceVersionMatch: Forbidden: sendInitialEvents requires setting "
                        + "resourceVersionMatch to NotOlderThan",
                    #"resourceVersionMatch: Unsupported value: "Exact": supported values: "#
                        + #""NotOlderThan""#,
                ]
            ),
            // WAT-024
            (
                [
                    ("sendInitialEvents", "true"), ("resourceVersionMatch", "NotOlderThan"),
                    ("continue", "x"),
                ],
                [
                    "resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden when continue "
                        + "is provided"
                ]
            ),
        ] as [([(String, String)], [String])])
    func `must not contradict each other`(query: [(String, String)], expected: [String]) {
        #expect(causes { try ListOptions(QueryParameters(query), isWatch: true) } == expected)
    }

    // WAT-025
    @Test func `cannot ask for initial events without the feature`() {
        let query = QueryParameters([
            ("sendInitialEvents", "true"), ("resourceVersionMatch", "NotOlderThan"),
        ])

        #expect(
            causes { try ListOptions(query, isWatch: true, watchListEnabled: false) } == [
                "sendInitialEvents: Forbidden: sendInitialEvents is forbidden for watch unless the "
                    + "WatchList feature gate is enabled"
            ])
    }
}
