import KubeJSON
import KubeRegistry
import KubeStore
import KubeTestSupport
import KubeTime
import Testing

@testable import KubeEndpoints

@Suite struct `Bookmarks` {
    private static let asked = "allowWatchBookmarks=true"

    // WAT-006
    @Test func `tell where the initial events end, also when there are none`() throws {
        var server = try ServerFixture()
        var stream = try server.watch(Self.asked)

        let events = try server.read(&stream).events

        #expect(
            events == [
                [
                    "type": "BOOKMARK",
                    "object": [
                        "kind": "Lease", "apiVersion": "coordination.k8s.io/v1",
                        "metadata": [
                            "resourceVersion": .string(String(server.registry.store.revision)),
                            "annotations": ["k8s.io/initial-events-end": "true"],
                        ], "spec": [:],
                    ],
                ]
            ])
    }

    // JSN-003
    @Test(arguments: [(31, true), (33, true), (34, false), (36, false)] as [(UInt64, Bool)])
    func `show a time of creation that is not set only before release 1.34`(
        minor: UInt64, isShown: Bool
    ) throws {
        var server = try ServerFixture(emulating: Release(1, minor))
        let revision = server.registry.store.revision
        var stream = try server.watch("\(Self.asked)&resourceVersion=\(revision)")
        _ = try server.read(&stream)
        server.now = server.now + .seconds(60)

        let events = try server.read(&stream).events

        let creation = isShown ? #","creationTimestamp":null"# : ""
        #expect(
            events.map(JSONWriter.text) == [
                #"{"type":"BOOKMARK","object":{"kind":"Lease","#
                    + #""apiVersion":"coordination.k8s.io/v1","#
                    + #""metadata":{"resourceVersion":"\#(revision)"\#(creation)},"spec":{}}}"#
            ])
    }

    // WAT-007
    @Test func `come only when they were asked for`() throws {
        var server = try ServerFixture()
        var stream = try server.watch("")

        server.now = server.now + .seconds(600)

        #expect(try server.read(&stream).events.isEmpty)
    }

    // WAT-017
    @Test func `come every minute, and shortly before the end`() throws {
        var server = try ServerFixture()
        var stream = try server.watch("\(Self.asked)&resourceVersion=1&timeoutSeconds=100")
        _ = try server.read(&stream)
        let start = server.now
        var bookmarks: [Duration] = []

        try untilDone {
            server.now = try server.wakeTime()
            let (events, hasEnded) = try server.read(&stream)
            #expect(events.allSatisfy { $0["type"] == "BOOKMARK" })
            if !events.isEmpty { bookmarks.append(server.now - start) }
            return hasEnded
        }

        #expect(bookmarks == [.seconds(60), .seconds(98)])
        #expect(server.now - start == .seconds(100))
    }

    // WAT-017
    @Test func `tell of versions that the watch does not show`() throws {
        var server = try ServerFixture()
        let version = server.registry.store.revision
        var stream = try server.watch("\(Self.asked)&labelSelector=no&resourceVersion=\(version)")
        let newest = try server.create("a")

        server.now = server.now + .seconds(60)
        let events = try server.read(&stream).events

        #expect(events.map { $0["object"]?["metadata"]?["resourceVersion"] } == [.string(newest)])
    }
}
