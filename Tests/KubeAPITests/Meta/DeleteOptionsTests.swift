import KubeAPI
import KubeJSON
import Testing

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

    @Test func `have no preconditions that are empty in the query`() throws {
        let options = try DeleteOptions(
            QueryParameters([("uid", ""), ("resourceVersion", "")]))

        #expect(options == DeleteOptions())
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
                ["propagationPolicy": ""],
                [
                    #"propagationPolicy: Unsupported value: "": supported values: "Foreground", "#
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
        #expect(causes { try DeleteOptions(document) } == expected)
    }
}
