import KubeAPI
import KubeJSON
import Testing

@testable import KubeRegistry

extension RegistryFixture {
    /// What is wrong with a new event in the namespace `lab`, in the version of `group`.
    fileprivate mutating func problems(
        _ members: String, group: String = ""
    ) throws -> [String] {
        let served = try #require(
            registry.catalog.resource(group: group, version: "v1", name: "events"))
        var decoder = ObjectDecoder()
        let event = try decoder.decode(try object("{\(members)}"), as: served.kind.schema)
        return causes(
            of: failure {
                try registry.create(event, at: Target(served, namespace: "lab"), context)
            })
    }
}

@Suite struct `An event of events.k8s.io` {
    // COR-025
    @Test func `is called by its old group by who stores it`() throws {
        var fixture = try RegistryFixture()
        let served = try #require(
            fixture.registry.catalog.resource(group: "events.k8s.io", version: "v1", name: "events")
        )
        let target = Target(served, namespace: "lab", name: "e")
        var decoder = ObjectDecoder()
        let event = try decoder.decode(
            try object(#"{"metadata":{"name":"e"}}"#), as: served.kind.schema)

        let invalid = failure {
            try fixture.registry.create(
                event, at: Target(served, namespace: "lab"), fixture.context)
        }
        let missing = failure { try fixture.registry.get(target) }

        #expect(invalid?.message.hasPrefix(#"Event "e" is invalid: "#) == true)
        #expect(invalid?.details?.group == "")
        #expect(missing?.message == #"events "e" not found"#)
        #expect(missing?.details?.group == "")
    }
}

@Suite struct `An event` {
    private static let mismatch =
        #"involvedObject.namespace: Invalid value: "": does not match event.namespace"#

    private let new =
        #""metadata":{"name":"e"},"eventTime":"2026-01-02T03:04:05.000000Z","action":"a","#
        + #""reason":"r","reportingInstance":"i""#

    // COR-021, COR-023
    @Test(arguments: [
        (#""involvedObject":{"namespace":"lab"}"#, []), ("", [mismatch]),
        (
            #""involvedObject":{"namespace":"x"}"#,
            [mismatch.replacing(#""""#, with: #""x""#)]
        ),
    ])
    func `is about something in its namespace`(members: String, expected: [String]) throws {
        var fixture = try RegistryFixture()
        let metadata = #""metadata":{"name":"Not_DNS!","labels":{"":"x"}}"#

        // The names of metadata are only looked at when the rest is in order, and then but roughly.
        let problems = try fixture.problems(
            [metadata, members].filter { !$0.isEmpty }.joined(separator: ","))

        #expect(problems.filter { $0.hasPrefix("involvedObject") } == expected)
        #expect(!problems.contains { $0.hasPrefix("metadata.name") })
        #expect(problems.contains { $0.hasPrefix("metadata.labels") } == expected.isEmpty)
    }

    // COR-022
    @Test func `of the new form tells who reports it about what`() throws {
        var fixture = try RegistryFixture()

        let problems = try fixture.problems(new)
        let named = try fixture.problems(
            new + #","reportingComponent":"c","involvedObject":{"namespace":"lab"}"#)

        #expect(problems.prefix(2) == [Self.mismatch, "reportingComponent: Required value"])
        #expect(
            problems.dropFirst(2).allSatisfy {
                $0.hasPrefix(#"reportingComponent: Invalid value: "": name part must "#)
            })
        #expect(named == [])
    }

    @Test func `of events.k8s.io has nothing of the old form`() throws {
        var fixture = try RegistryFixture()
        let regarding = #","regarding":{"namespace":"lab"},"reportingController":"c""#

        let good = try fixture.problems(
            new + regarding + #","type":"Normal""#, group: "events.k8s.io")
        let old = try fixture.problems(
            #""metadata":{"name":"Not_DNS!"},"deprecatedCount":1,"#
                + #""series":{"count":1},"deprecatedSource":{"host":"h"}"# + regarding,
            group: "events.k8s.io")

        #expect(good == [])
        #expect(old.first?.hasPrefix("metadata.name: Invalid value") == true)
        #expect(
            old.dropFirst() == [
                #"series.count: Invalid value: "": should be at least 2"#,
                "series.lastObservedTime: Required value", "eventTime: Required value",
                #"type: Invalid value: "": has invalid value: "#,
                #"count: Invalid value: "": needs to be unset"#,
                #"source: Invalid value: "": needs to be unset"#,
            ])
    }
}
