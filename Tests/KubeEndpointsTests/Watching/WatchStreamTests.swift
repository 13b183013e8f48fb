import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeStore
import KubeTestSupport
import KubeTime
import Testing

@testable import KubeEndpoints

@Suite struct `A watch` {
    // WAT-004, WAT-005
    @Test func `first shows what there is, in order`() throws {
        var server = try ServerFixture()
        for name in ["b", "a", "a-b"] { try server.create(name) }

        var stream = try server.watch("")
        let (events, hasEnded) = try server.read(&stream)

        #expect(events.map(\.brief) == ["ADDED a", "ADDED a-b", "ADDED b"])
        #expect(!hasEnded)
        #expect(try server.read(&stream).events.isEmpty)
    }

    @Test(arguments: ["", "resourceVersion=1"])
    func `owes a slow reader little, however large the objects are`(query: String) throws {
        var server = try ServerFixture()
        let holder = JSONValue.string(String(repeating: "x", count: 100_000))
        for index in 0..<12 {
            try server.send(
                "POST", "",
                [
                    "metadata": ["name": .string("l\(index)")],
                    "spec": ["holderIdentity": holder],
                ])
        }
        var stream = try server.watch(query)
        var sizes: [Int] = []
        untilDone {
            var output: [UInt8] = []
            let progress = server.produce(&stream, into: &output)
            sizes.append(output.count)
            return progress != .more
        }

        #expect(sizes.allSatisfy { $0 < 400_000 })
        #expect(sizes.reduce(0, +) > 1_200_000)
    }

    // WAT-003, WAT-008, WAT-014
    @Test func `from a version shows every change behind it, once`() throws {
        var server = try ServerFixture()
        let version = try server.create("a")
        try server.create("b")
        var stream = try server.watch("resourceVersion=\(version)")

        try server.merge("a", ["spec": ["holderIdentity": "x"]])
        try server.send("DELETE", "/a")
        let events = try server.read(&stream).events

        #expect(events.map(\.brief) == ["ADDED b", "MODIFIED a", "DELETED a"])
        let versions = events.compactMap {
            $0["object"]?["metadata"]?["resourceVersion"]?.string.flatMap { UInt64($0) }
        }
        #expect(versions == versions.sorted() && Set(versions).count == 3)
        #expect(events[2]["object"]?["spec"]?["holderIdentity"] == "x")
    }

    // WAT-008
    @Test func `from the future waits for it`() throws {
        var server = try ServerFixture()
        let next = server.registry.store.revision + 1
        var stream = try server.watch("resourceVersion=\(next)")

        try server.create("a")
        #expect(try server.read(&stream).events.isEmpty)
        try server.create("b")
        #expect(try server.read(&stream).events.map(\.brief) == ["ADDED b"])
    }

    // WAT-013
    @Test func `shows what a change means to the selection`() throws {
        var server = try ServerFixture()
        try server.create("a")
        let version = server.registry.store.revision
        var stream = try server.watch("labelSelector=in&resourceVersion=\(version)")

        try server.merge("a", ["spec": ["holderIdentity": "1"]])
        try server.merge("a", ["metadata": ["labels": ["in": ""]]])
        try server.merge("a", ["spec": ["holderIdentity": "2"]])
        try server.merge(
            "a", ["metadata": ["labels": ["in": .null]], "spec": ["holderIdentity": "3"]])
        try server.send("DELETE", "/a")
        let events = try server.read(&stream).events

        #expect(events.map(\.brief) == ["ADDED a", "MODIFIED a", "DELETED a"])
        let last = events.last?["object"]
        // The state before, with the version of the change.
        #expect(last?["spec"]?["holderIdentity"] == "2")
        #expect(last?["metadata"]?["labels"] == ["in": ""])
        #expect(
            last?["metadata"]?["resourceVersion"]
                == .string(String(server.registry.store.revision - 1)))
    }

    // WAT-015
    @Test func `keeps to its namespace and name`() throws {
        var server = try ServerFixture()
        var named = try server.watch("fieldSelector=metadata.name=b")
        var elsewhere = try server.watch("fieldSelector=metadata.namespace=other")

        try server.create("a")
        try server.create("b")

        #expect(try server.read(&named).events.map(\.brief) == ["ADDED b"])
        #expect(try server.read(&elsewhere).events.isEmpty)
    }

    // WAT-010, COR-026
    @Test func `of events that fell out of the history ends in the words of etcd`() throws {
        var server = try ServerFixture()
        let version = server.registry.store.revision - 1
        server.registry.store.compact(upTo: version + 1)

        let request = try request("GET", "/api/v1/events?watch=true&resourceVersion=\(version)")
        guard case .stream(_, var stream) = server.respond(to: request) else {
            Issue.record("the watch is not opened")
            return
        }

        #expect(
            try server.read(&stream).events.map(\.brief) == [
                "ERROR etcdserver: mvcc: required revision has been compacted"
            ])
    }

    // WAT-010
    @Test func `that fell out of the history ends with an error`() throws {
        var server = try ServerFixture(store: ObjectStore(historyEvents: 5))
        let version = try server.create("a")
        var stream = try server.watch("resourceVersion=\(version)")
        for name in ["b", "c", "d", "e", "f", "g"] { try server.create(name) }
        let oldest = server.registry.store.oldestRevision

        let (events, hasEnded) = try server.read(&stream)

        #expect(hasEnded)
        #expect(
            events.map(\.brief) == ["ERROR too old resource version: \(version) (\(oldest))"])
        #expect(events.first?["object"]?["code"] == 410)
        #expect(events.first?["object"]?["reason"] == "Expired")
    }

    // WAT-018
    @Test func `ends after the time that was asked for`() throws {
        var server = try ServerFixture()
        var stream = try server.watch("timeoutSeconds=10")

        server.now = server.now + .milliseconds(9_999)
        #expect(try !server.read(&stream).hasEnded)
        server.now = server.now + .milliseconds(1)
        #expect(try server.read(&stream).hasEnded)
    }

    // WAT-018
    @Test(arguments: ["", "timeoutSeconds=0"])
    func `ends some time after half an hour when nothing was asked for`(query: String) throws {
        var server = try ServerFixture()

        var stream = try server.watch(query)
        _ = try server.read(&stream)

        let duration = try server.wakeTime() - server.now
        #expect(duration >= .seconds(1800) && duration < .seconds(3600))
    }

    // WAT-018
    @Test func `with a negative time ends at once`() throws {
        var server = try ServerFixture()
        var stream = try server.watch("timeoutSeconds=-1&resourceVersion=1")

        #expect(try server.read(&stream).hasEnded)
    }

    // WAT-019: nobody waits for a slow reader, and nothing is queued for it.
    @Test func `that is read late misses nothing`() throws {
        var server = try ServerFixture()
        var stream = try server.watch("")
        let names = (1000..<1600).map { "l\($0)" }
        for name in names { try server.create(name) }
        var output: [UInt8] = []

        let progress = server.produce(&stream, into: &output)
        let rest = try server.read(&stream).events

        #expect(progress == .more)
        #expect(output.count { $0 == 0x0A } + rest.count == names.count)
        #expect(rest.last?.brief == "ADDED l1599")
    }

    // TBL: columns are described only once.
    @Test func `of tables describes the columns once`() throws {
        var server = try ServerFixture()
        try server.create("a")
        try server.create("b")
        var stream = try server.watch(
            "", ["Accept": "application/json;as=Table;v=v1;g=meta.k8s.io"])

        let events = try server.read(&stream).events

        #expect(events.map { $0["object"]?["columnDefinitions"] == .null } == [false, true])
        #expect(
            events.map { $0["object"]?["rows"]?.array?.first?["cells"]?.array?.first }
                == ["a", "b"])
    }
}

@Suite struct `A watch of initial events of the future` {
    private func query(_ server: ServerFixture) -> String {
        "sendInitialEvents=true&resourceVersionMatch=NotOlderThan&resourceVersion="
            + String(server.registry.store.revision + 1)
    }

    // WAT-011
    @Test func `ends with an error when the version does not come`() throws {
        var server = try ServerFixture()
        var stream = try server.watch(query(server))
        #expect(try server.wakeTime() == server.now + .seconds(3))

        #expect(try !server.read(&stream).hasEnded)
        server.now = try server.wakeTime()
        let (events, hasEnded) = try server.read(&stream)

        #expect(hasEnded)
        #expect(events.first?["object"]?["code"] == 504)
        #expect(events.first?.brief.hasPrefix("ERROR Timeout: Too large resource version") == true)
    }

    // COR-026
    @Test func `begins at once where events are watched`() throws {
        var server = try ServerFixture()

        let body = try server.watch(
            "/api/v1/namespaces/default/events?watch=true&resourceVersion=999999"
                + "&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"
                + "&allowWatchBookmarks=true",
            accept: "application/json"
        ) { _ in }.body

        let event = try JSONParser.parse(body)
        #expect(event["type"] == "BOOKMARK")
    }

    @Test func `goes on when it does`() throws {
        var server = try ServerFixture()
        var stream = try server.watch(query(server))
        _ = try server.read(&stream)

        try server.create("a")

        #expect(try server.read(&stream).events.map(\.brief) == ["ADDED a"])
    }
}

@Suite struct `A watch of one object by its path` {
    private static let path = "/apis/coordination.k8s.io/v1/watch/namespaces/default/leases/a"

    // SEL-003
    @Test(arguments: ["", "metadata.name%3Da", "metadata.name%3Da,metadata.namespace%3Ddefault"])
    func `takes selectors that pin its name`(selector: String) throws {
        var server = try ServerFixture()
        try server.create("a")
        try server.create("b")
        let request = try request("GET", "\(Self.path)?fieldSelector=\(selector)")
        guard case .stream(_, var stream) = server.respond(to: request) else {
            Issue.record("the watch is not opened")
            return
        }

        #expect(try server.read(&stream).events.map(\.brief) == ["ADDED a"])
    }

    @Test(arguments: [
        ("metadata.name%3Db", "fieldSelector metadata.name doesn't match requested name"),
        ("metadata.name!%3Db", "fieldSelector metadata.name doesn't match requested name"),
        (
            "metadata.namespace%3Ddefault",
            "fieldSelector metadata.name doesn't match requested name"
        ),
        (
            "spec.x%3D1",
            #""spec.x" is not a known field selector: only "metadata.name", "metadata.namespace""#
        ),
    ])
    func `refuses the others`(selector: String, message: String) throws {
        var server = try ServerFixture()

        let answer = try server.send(request("GET", "\(Self.path)?fieldSelector=\(selector)"))

        #expect(answer.status == 400)
        #expect(answer.message == message)
    }
}
