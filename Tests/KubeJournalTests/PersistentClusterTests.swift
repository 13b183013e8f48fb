import Foundation
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import Testing

private func lease(_ name: String, holder: String, _ more: String = "") -> String {
    #"{"metadata":{"name":"\#(name)"\#(more)},"spec":{"holderIdentity":"\#(holder)"}}"#
}

extension HTTPResponse {
    fileprivate var text: String { String(decoding: body, as: UTF8.self) }
}

@Suite(.serialized) struct `A cluster with a database` {
    private let directory: TemporaryFolder
    private var path: String { directory.file("test.sqlite") }

    init() throws {
        directory = try TemporaryFolder()
    }

    @Test func `goes on after a restart with the same bytes`() throws {
        var cluster = try PersistentCluster(path)
        _ = try cluster.ask("POST", "", lease("a", holder: "x", #","labels":{"app":"b"}"#))
        _ = try cluster.ask("POST", "", lease("b", holder: "y"))
        let before = try cluster.ask("GET", "").text
        let page = try cluster.ask("GET", "?limit=1").text
        cluster.close()

        var next = try PersistentCluster(path, seed: 2)

        #expect(try next.ask("GET", "").text == before)
        #expect(try next.ask("GET", "?limit=1").text == page)
        #expect(try next.ask("GET", "?labelSelector=app%3Db").text.contains(#""name":"a""#))
        #expect(try next.ask("POST", "", lease("a", holder: "z")).status == 409)
    }

    @Test func `lets watches go on where they were, or says that they cannot`() throws {
        var cluster = try PersistentCluster(path)
        let first = try cluster.ask("POST", "", lease("a", holder: "x"))
        _ = try cluster.ask("DELETE", "/a")
        let watch = try cluster.watch(from: 5)
        cluster.close()

        var next = try PersistentCluster(path)

        #expect(first.status == 201)
        #expect(watch.contains(#""type":"DELETED""#))
        #expect(try next.watch(from: 5) == watch)
        #expect(try next.watch(from: 6).contains(#""type":"ADDED""#) == false)
    }

    @Test(arguments: ["Foreground", "Orphan"])
    func `lets the garbage collector go on`(policy: String) throws {
        var cluster = try PersistentCluster(path)
        let owner = try JSONParser.parse(try cluster.ask("POST", "", lease("a", holder: "x")).body)
        let uid = try #require(owner[path: "metadata", "uid"]?.string)
        let tie =
            #","finalizers":["x/y"],"ownerReferences":[{"apiVersion":"coordination.k8s.io/v1","#
            + #""kind":"Lease","name":"a","uid":"\#(uid)","blockOwnerDeletion":true}]"#
        _ = try cluster.ask("POST", "", lease("b", holder: "y", tie))
        _ = try cluster.ask("DELETE", "/a", #"{"propagationPolicy":"\#(policy)"}"#)
        cluster.close()

        var next = try PersistentCluster(path)
        let waits = try next.ask("GET", "/a").status == 200
        _ = try next.ask("PUT", "/b", try replaced(next.ask("GET", "/b").body))
        next.pass(.seconds(1))

        #expect(waits == (policy == "Foreground"))
        #expect(try next.ask("GET", "/a").status == 404)
        #expect(try next.ask("GET", "/b").status == (policy == "Orphan" ? 200 : 404))
    }

    /// The object in `body` without finalizers.
    private func replaced(_ body: [UInt8]) throws -> String {
        var object = try #require(try JSONParser.parse(body).object)
        object[object: "metadata"]["finalizers"] = nil
        return JSONWriter.text(.object(object))
    }

    @Test func `lets continue tokens go on`() throws {
        var cluster = try PersistentCluster(path)
        for name in ["a", "b"] { _ = try cluster.ask("POST", "", lease(name, holder: "x")) }
        let page = try JSONParser.parse(try cluster.ask("GET", "?limit=1").text)
        let token = try #require(page["metadata"]?["continue"]?.string)
        _ = try cluster.ask("DELETE", "/b")
        cluster.close()

        var next = try PersistentCluster(path)

        #expect(try next.ask("GET", "?limit=1&continue=\(token)").text.contains(#""name":"b""#))
        #expect(try next.ask("GET", "/b").status == 404)
    }

    @Test func `answers 500 to what does not fit, and it did not happen`() throws {
        var cluster = try PersistentCluster(path, pagesMax: 40)
        let large = String(repeating: "x", count: 200_000)
        _ = try cluster.ask("POST", "", lease("a", holder: "x"))
        let before = try cluster.ask("GET", "").text

        let refused = try cluster.ask("POST", "", lease("large", holder: large))

        #expect(refused.status == 500)
        // As when etcd has no room (etcdNoSpace in the faults).
        #expect(!refused.text.contains(#""reason""#))
        #expect(
            refused.text.contains(#""message":"etcdserver: mvcc: database space exceeded""#))
        #expect(try cluster.ask("GET", "").text == before)
        #expect(try cluster.ask("POST", "", lease("b", holder: "y")).status == 201)
    }

    @Test func `is not reset when that cannot be stored`() throws {
        var cluster = try PersistentCluster(path)
        _ = try cluster.ask("POST", "", lease("a", holder: "x"))
        let before = try cluster.ask("GET", "").text
        let shell = try RawDatabase(path)

        try shell.rows("BEGIN IMMEDIATE")
        let isReset = cluster.reset()
        #expect(!isReset)
        #expect(try cluster.ask("GET", "").text == before)
        #expect(try cluster.ask("POST", "", lease("b", holder: "y")).status == 500)
        try shell.rows("ROLLBACK")

        #expect(try cluster.ask("GET", "/b").status == 404)
        #expect(try cluster.ask("POST", "", lease("b", holder: "y")).status == 201)
        let isResetNow = cluster.reset()
        #expect(isResetNow)
        #expect(try cluster.ask("GET", "/a").status == 404)
        cluster.close()
        var next = try PersistentCluster(path)
        #expect(try next.ask("GET", "/b").status == 404)
    }

    @Test(arguments: [nil, 8]) func `forgets its history for good`(before: UInt64?) throws {
        var cluster = try PersistentCluster(path)
        for name in ["a", "b", "c", "d"] {
            _ = try cluster.ask("POST", "", lease(name, holder: "x"))
        }
        #expect(try cluster.watch(from: 6).contains("ADDED"))
        let oldest = before.map(Int.init) ?? 9

        let isExpired = cluster.expireHistory(before: before)

        #expect(isExpired)
        for isRestarted in [false, true] {
            if isRestarted {
                cluster.close()
                cluster = try PersistentCluster(path)
            }
            #expect(
                try cluster.watch(from: oldest - 1).contains(
                    "too old resource version: \(oldest - 1) (\(oldest))"))
            #expect(try cluster.watch(from: oldest).split(separator: "\n").count == 9 - oldest)
            #expect(try cluster.ask("GET", "/a").status == 200)
        }
    }

    @Test func `remembers its history when that it is forgotten cannot be stored`() throws {
        var cluster = try PersistentCluster(path)
        for name in ["a", "b"] { _ = try cluster.ask("POST", "", lease(name, holder: "x")) }
        let shell = try RawDatabase(path)

        try shell.rows("BEGIN IMMEDIATE")
        let isExpired = cluster.expireHistory()
        try shell.rows("ROLLBACK")

        #expect(!isExpired)
        #expect(try cluster.watch(from: 6).contains("ADDED"))
    }

    @Test func `is restored, and that is stored`() throws {
        var cluster = try PersistentCluster(path)
        _ = try cluster.ask("POST", "", lease("a", holder: "x"))
        let snapshot = try cluster.snapshot()
        _ = try cluster.ask("POST", "", lease("b", holder: "y"))
        let before = try cluster.ask("GET", "").text
        let shell = try RawDatabase(path)

        try shell.rows("BEGIN IMMEDIATE")
        let isRestored = try cluster.restore(snapshot)
        #expect(!isRestored)
        #expect(try cluster.ask("GET", "").text == before)
        try shell.rows("ROLLBACK")

        let isRestoredNow = try cluster.restore(snapshot)
        #expect(isRestoredNow)
        let after = try cluster.ask("GET", "").text
        #expect(after.contains(#""name":"a""#) && !after.contains(#""name":"b""#))
        cluster.close()
        var next = try PersistentCluster(path)
        #expect(try next.ask("GET", "").text == after)
    }

    @Test func `has the same coordinator after a restart`() throws {
        var cluster = try PersistentCluster(path, electing: true)
        cluster.pass(.zero)
        let holder = try cluster.coordinatorLease()
        cluster.close()

        var next = try PersistentCluster(path, electing: true, seed: 2)
        for _ in 0..<5 { next.pass(.seconds(1)) }

        let renewed = try next.coordinatorLease()
        #expect(renewed["holderIdentity"] == holder["holderIdentity"])
        #expect(renewed["acquireTime"] == holder["acquireTime"])
        #expect(renewed["renewTime"] != holder["renewTime"])
    }

    @Test func `has a coordinator that works again once its own writes can be stored`() throws {
        var cluster = try PersistentCluster(path, electing: true)
        cluster.pass(.zero)
        let before = try cluster.coordinatorLease()
        let shell = try RawDatabase(path)

        try shell.rows("BEGIN IMMEDIATE")
        cluster.pass(.seconds(2))
        let during = try cluster.coordinatorLease()
        try shell.rows("ROLLBACK")
        cluster.pass(.seconds(2))

        #expect(during == before)
        let after = try cluster.coordinatorLease()
        #expect(after["holderIdentity"] == before["holderIdentity"])
        #expect(after["renewTime"] != before["renewTime"])
    }

    @Test func `has a coordinator that rests for two seconds when its writes were undone`() throws {
        var cluster = try PersistentCluster(path, electing: true)
        cluster.pass(.zero)
        let before = try cluster.coordinatorLease()
        let shell = try RawDatabase(path)

        try shell.rows("BEGIN IMMEDIATE")
        cluster.pass(.seconds(2))
        try shell.rows("ROLLBACK")
        cluster.pass(.milliseconds(1_999))
        let resting = try cluster.coordinatorLease()
        cluster.pass(.milliseconds(1))

        #expect(resting == before)
        #expect(try cluster.coordinatorLease()["renewTime"] != before["renewTime"])
    }

    @Test func `has no terms of what was undone, though they were read before`() throws {
        var cluster = try PersistentCluster(path)
        _ = try cluster.ask("POST", "", lease("a", holder: "x"))
        let shell = try RawDatabase(path)

        try shell.rows("BEGIN IMMEDIATE")
        let seen = try cluster.holdersBeforeKeeping("POST", "", lease("b", holder: "y"))
        try shell.rows("ROLLBACK")
        _ = try cluster.ask("POST", "", lease("b", holder: "z"))

        #expect(seen == ["x", "y"])
        #expect(cluster.holders == ["x", "z"])
    }
}
