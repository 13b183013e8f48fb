import KubeAPI
import Testing

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
        #expect(causes { try WriteOptions(QueryParameters(query), for: verb) } == [problem])
    }

    @Test(
        arguments: [
            (.patch, ["force", "fieldManager", "dryRun", "fieldValidation"]),
            (.create, ["fieldManager", "dryRun", "fieldValidation"]),
        ] as [(WriteOptions.Verb, [String])])
    func `are checked in order`(verb: WriteOptions.Verb, fields: [String]) {
        let query = QueryParameters([
            ("dryRun", "x"), ("fieldValidation", "x"), ("fieldManager", "\n"), ("force", "true"),
        ])

        let causes = causes { try WriteOptions(query, for: verb) }

        #expect(causes.map { $0.prefix { $0 != ":" } } == fields.map { $0[...] })
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
