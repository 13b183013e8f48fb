import JSON
import Testing

@testable import KubeAPI

@Suite struct `Parameters of a request` {
    // REQ-004
    @Test(arguments: [
        ("", true), ("true", true), ("1", true), ("no", true), ("false", false), ("FALSE", false),
        ("0", false), ("00", true),
    ])
    func `are true unless they say false or 0`(value: String, isTrue: Bool) {
        #expect(QueryParameters([("watch", value)]).bool("watch") == isTrue)
    }

    @Test func `may be absent`() throws {
        let query = QueryParameters([])

        #expect(query.bool("watch") == nil)
        #expect(query.first("watch") == nil)
        #expect(try query.integer("limit") == nil)
        #expect(query.all("dryRun") == [])
    }

    // REQ-003
    @Test func `count the first time`() {
        let query = QueryParameters([("a", "1"), ("b", "2"), ("a", "3")])

        #expect(query.first("a") == "1")
        #expect(query.all("a") == ["1", "3"])
    }

    // REQ-005
    @Test(arguments: [
        ("", #"strconv.ParseInt: parsing "": invalid syntax"#),
        ("x", #"strconv.ParseInt: parsing "x": invalid syntax"#),
        ("1.0", #"strconv.ParseInt: parsing "1.0": invalid syntax"#),
        (" 1", #"strconv.ParseInt: parsing " 1": invalid syntax"#),
        ("-", #"strconv.ParseInt: parsing "-": invalid syntax"#),
        (
            "9223372036854775808",
            #"strconv.ParseInt: parsing "9223372036854775808": value out of range"#
        ),
        (
            "-9223372036854775809",
            #"strconv.ParseInt: parsing "-9223372036854775809": value out of range"#
        ),
    ])
    func `that must be numbers are refused otherwise`(text: String, problem: String) {
        let error = #expect(throws: StatusError.self) {
            try QueryParameters([("limit", text)]).integer("limit")
        }

        #expect(error?.code == 400)
        #expect(error?.message == problem)
    }

    @Test(arguments: [("7", 7), ("-7", -7), ("+7", 7), ("007", 7)])
    func `are numbers as Go reads them`(text: String, number: Int64) throws {
        #expect(try QueryParameters([("limit", text)]).integer("limit") == number)
    }
}

@Suite struct `Unsigned numbers` {
    // GET-003, LST-010
    @Test(arguments: [
        ("abc", "invalid syntax"), ("-1", "invalid syntax"), ("-0", "invalid syntax"),
        ("+1", "invalid syntax"), ("", "invalid syntax"),
        ("18446744073709551616", "value out of range"),
    ])
    func `have no sign`(text: String, problem: String) {
        let error = #expect(throws: StatusError.self) {
            try GoNumber.unsigned(text, orThrow: StatusError.plain)
        }

        #expect(error?.message == "strconv.ParseUint: parsing \"\(text)\": \(problem)")
    }

    @Test func `reach to the end of 64 bits`() throws {
        #expect(
            try GoNumber.unsigned("18446744073709551615", orThrow: StatusError.plain) == .max)
    }
}

/// The messages of the causes of the error that `body` throws.
private func problems<Result>(_ body: () throws -> Result) -> [String] {
    do {
        _ = try body()
        return []
    } catch let error as StatusError {
        return (error.details?.causes ?? []).map { "\($0.field): \($0.message)" }
    } catch {
        return ["\(error)"]
    }
}

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
            problems { try ListOptions(QueryParameters(query), isWatch: false) } == [problem])
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
        #expect(problems { try ListOptions(QueryParameters(query), isWatch: true) } == expected)
    }

    // WAT-025
    @Test func `cannot ask for initial events without the feature`() {
        let query = QueryParameters([
            ("sendInitialEvents", "true"), ("resourceVersionMatch", "NotOlderThan"),
        ])

        #expect(
            problems { try ListOptions(query, isWatch: true, watchListEnabled: false) } == [
                "sendInitialEvents: Forbidden: sendInitialEvents is forbidden for watch unless the "
                    + "WatchList feature gate is enabled"
            ])
    }
}

@Suite struct `Options of a write` {
    @Test func `are what the query says`() throws {
        let query = QueryParameters([
            ("dryRun", "All"), ("fieldValidation", "Strict"), ("fieldManager", "me"),
            ("force", "true"),
        ])

        let options = try WriteOptions(query, for: .apply)

        #expect(options.isDryRun && options.force)
        #expect(options.fieldValidation == .strict)
        #expect(options.fieldManager == "me")
        #expect(try WriteOptions(QueryParameters([]), for: .create) == WriteOptions())
    }

    @Test(
        arguments: [
            // REQ-010, DRY-004
            (
                .create, [("dryRun", "x")],
                #"dryRun: Unsupported value: ["x"]: supported values: "All""#
            ),
            (
                .create, [("dryRun", "")],
                #"dryRun: Unsupported value: [""]: supported values: "All""#
            ),
            // REQ-011
            (
                .update, [("fieldValidation", "x")],
                #"fieldValidation: Unsupported value: "x": supported values: "", "Ignore", "Strict", "#
                    + #""Warn""#
            ),
            // REQ-012
            (
                .update, [("fieldManager", String(repeating: "m", count: 129))],
                "fieldManager: Too long: may not be more than 128 bytes"
            ),
            // REQ-013
            (
                .create, [("fieldManager", "a\nb")],
                #"fieldManager: Invalid value: "a\nb": invalid character U+000A (at position 1)"#
            ),
            // REQ-014
            (.apply, [], "fieldManager: Required value: is required for apply patch"),
            // REQ-015
            (
                .patch, [("force", "false")],
                "force: Forbidden: may not be specified for non-apply patch"
            ),
        ] as [(WriteOptions.Verb, [(String, String)], String)])
    func `are refused when they make no sense`(
        verb: WriteOptions.Verb, query: [(String, String)], problem: String
    ) {
        #expect(problems { try WriteOptions(QueryParameters(query), for: verb) } == [problem])
    }

    // REQ-007
    @Test func `name their kind in the error`() {
        let error = #expect(throws: StatusError.self) {
            try WriteOptions(QueryParameters([("dryRun", "x")]), for: .apply)
        }

        #expect(error?.code == 422)
        #expect(error?.message.hasPrefix(#"PatchOptions.meta.k8s.io "" is invalid: ["#) == true)
        #expect(error?.details?.group == "meta.k8s.io")
        #expect(error?.details?.kind == "PatchOptions")
    }
}

@Suite struct `Options of a deletion` {
    // DEL-005
    @Test func `are what the query says`() throws {
        let options = try DeleteOptions(
            QueryParameters([
                ("dryRun", "All"), ("propagationPolicy", "Foreground"), ("uid", "u"),
                ("resourceVersion", "7"),
            ]))

        #expect(options.isDryRun)
        #expect(options.propagationPolicy == .foreground)
        #expect(options.uid == "u")
        #expect(options.resourceVersion == "7")
    }

    @Test func `are what the body says`() throws {
        let options = try DeleteOptions([
            "dryRun": ["All"], "orphanDependents": true,
            "preconditions": ["uid": "u", "resourceVersion": "7"],
        ])

        #expect(options.isDryRun)
        #expect(options.orphanDependents == true)
        #expect(options.uid == "u")
        #expect(options.resourceVersion == "7")
    }

    // REQ-016, REQ-017
    @Test(
        arguments: [
            (
                ["propagationPolicy": "x"],
                [
                    #"propagationPolicy: Unsupported value: "x": supported values: "Foreground", "#
                        + #""Background", "Orphan", "nil""#
                ]
            ),
            (
                ["propagationPolicy": "Orphan", "orphanDependents": true],
                [
                    #"propagationPolicy: Invalid value: "Orphan": orphanDependents and "#
                        + "deletionPropagation cannot be both set"
                ]
            ),
            (["dryRun": ["x"]], [#"dryRun: Unsupported value: ["x"]: supported values: "All""#]),
            ([:], []),
        ] as [(JSONObject, [String])])
    func `are refused when they make no sense`(document: JSONObject, expected: [String]) {
        #expect(problems { try DeleteOptions(document) } == expected)
    }
}

@Suite struct `Field errors` {
    @Test func `say each text once, in brackets when there are several`() {
        let missing = FieldError.required("spec.x")
        let wrong = FieldError.invalid("spec.y", 7, "must be less")

        #expect(FieldError.aggregate([missing]) == "spec.x: Required value")
        #expect(FieldError.aggregate([missing, missing]) == "spec.x: Required value")
        #expect(
            FieldError.aggregate([missing, wrong, missing])
                == "[spec.x: Required value, spec.y: Invalid value: 7: must be less]")
    }

    @Test func `print values as Go does`() {
        #expect(FieldError.invalid("f", "a\"b", "d").body == #"Invalid value: "a\"b": d"#)
        #expect(FieldError.invalid("f", ["a"], "d").body == #"Invalid value: ["a"]: d"#)
        #expect(
            FieldError.notSupported("f", "x", supported: ["a", ""]).body
                == #"Unsupported value: "x": supported values: "a", """#)
        #expect(
            FieldError.tooLong("f", bytesMax: 3).body == "Too long: may not be more than 3 bytes")
    }

    @Test func `become causes, each of them`() {
        let missing = FieldError.required("spec.x", "say so")

        let error = StatusError.invalid(
            kind: "Lease", group: "coordination.k8s.io", name: "a", [missing, missing])

        #expect(
            error.message
                == "Lease.coordination.k8s.io \"a\" is invalid: spec.x: Required value: say so")
        #expect(
            error.details?.causes == [missing.cause, missing.cause])
        #expect(missing.cause.reason == "FieldValueRequired")
        #expect(missing.cause.message == "Required value: say so")
    }
}
