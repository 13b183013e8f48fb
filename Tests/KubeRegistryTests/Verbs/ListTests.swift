import KubeAPI
import KubeJSON
import KubeStore
import Testing

@testable import KubeRegistry

@Suite struct `Listing objects` {
    /// A registry with the leases a to e.
    private func fixture() throws -> RegistryFixture {
        var fixture = try RegistryFixture()
        for name in ["a", "b", "c", "d", "e"] {
            try fixture.create(
                "leases", #"{"metadata":{"name":"\#(name)","labels":{"is":"\#(name)"}}}"#)
        }
        return fixture
    }

    private func names(_ page: ListPage) -> [String] { page.objects.map(\.key.name) }

    // LST-032, LST-033, LST-034
    @Test func `in pages shows one state, whatever happens meanwhile`() throws {
        var fixture = try fixture()

        let first = try fixture.list("leases", [("limit", "2")])
        try fixture.delete("leases/d")
        try fixture.create("leases", #"{"metadata":{"name":"ba"}}"#)
        let second = try fixture.list(
            "leases", [("limit", "2"), ("continue", first.continueToken)])
        let third = try fixture.list(
            "leases", [("limit", "2"), ("continue", second.continueToken)])

        #expect([first, second, third].map(names) == [["a", "b"], ["c", "d"], ["e"]])
        #expect([first, second, third].map(\.remainingItemCount) == [3, 1, nil])
        #expect(Set([first, second, third].map(\.revision)).count == 1)
        #expect(third.continueToken.isEmpty)
    }

    // LST-032
    @Test func `does not count what a selector leaves out`() throws {
        let fixture = try fixture()

        let page = try fixture.list("leases", [("limit", "1"), ("labelSelector", "is in (b,d)")])

        #expect(names(page) == ["b"])
        #expect(page.remainingItemCount == nil)
        #expect(!page.continueToken.isEmpty)
    }

    // LST-032, LST-033
    @Test func `goes on after a full page, whether or not what follows matches`() throws {
        let fixture = try fixture()
        let query = [("limit", "1"), ("labelSelector", "is=d")]

        let page = try fixture.list("leases", query)
        let rest = try fixture.list("leases", query + [("continue", page.continueToken)])
        let last = try fixture.list("leases", [("limit", "1"), ("labelSelector", "is=e")])

        #expect(names(page) == ["d"])
        #expect(!page.continueToken.isEmpty)
        #expect(names(rest) == [])
        #expect(rest.continueToken.isEmpty)
        #expect(last.continueToken.isEmpty)
    }

    // LST-002 to LST-006
    @Test(
        arguments: [
            ([("resourceVersion", "0"), ("limit", "1")], 5),
            ([("resourceVersion", "{}")], 5),
            ([("resourceVersion", "{}"), ("limit", "3")], 2),
            ([("resourceVersion", "{}"), ("resourceVersionMatch", "Exact")], 2),
            ([("resourceVersion", "{}"), ("resourceVersionMatch", "NotOlderThan")], 5),
            (
                [
                    ("resourceVersion", "{}"), ("resourceVersionMatch", "NotOlderThan"),
                    ("limit", "4"),
                ], 4
            ),
        ] as [([(String, String)], Int)])
    func `shows the state that the version asks for`(
        query: [(String, String)], count: Int
    ) throws {
        let fixture = try fixture()
        let old = fixture.registry.store.revision - 3
        let query = query.map { ($0, $1 == "{}" ? String(old) : $1) }

        #expect(try fixture.list("leases", query).objects.count == count)
    }

    // LST-007, LST-008
    @Test(arguments: ["Exact", "NotOlderThan"])
    func `waits for a version of the future`(match: String) throws {
        let fixture = try fixture()
        let options = try ListOptions(
            QueryParameters([("resourceVersion", "999"), ("resourceVersionMatch", match)]),
            isWatch: false)

        let outcome = try fixture.registry.list(fixture.target("leases"), options)

        guard case .notReached(999) = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }

    // LST-009
    @Test func `at a version that is forgotten is refused`() throws {
        var fixture = try fixture()
        let old = fixture.registry.store.revision - 1
        fixture.registry.store.compact(upTo: fixture.registry.store.revision)

        let error = failure {
            try fixture.list(
                "leases",
                [("resourceVersion", String(old)), ("resourceVersionMatch", "Exact")])
        }

        #expect(error?.code == 410)
        #expect(error?.message == "The resourceVersion for the provided list is too old.")
    }

    // LST-036
    @Test func `can go on with what is there when its state is forgotten`() throws {
        var fixture = try fixture()
        let first = try fixture.list("leases", [("limit", "2")])
        try fixture.delete("leases/c")
        fixture.registry.store.compact(upTo: fixture.registry.store.revision)

        let error = failure { try fixture.list("leases", [("continue", first.continueToken)]) }

        #expect(error?.code == 410)
        let token = try #require(error?.continueToken)
        #expect(try ContinueToken(token).revision == -1)
        let rest = try fixture.list("leases", [("continue", token)])
        #expect(names(rest) == ["d", "e"])
        #expect(rest.revision == fixture.registry.store.revision)
    }

    // LST-034, LST-010
    @Test(
        arguments: [
            (
                [("continue", "{}"), ("resourceVersion", "5")],
                "specifying resource version is not allowed when using continue"
            ),
            (
                [("resourceVersion", "abc")],
                #"invalid resource version: resourceVersion: Invalid value: "abc": "#
                    + #"strconv.ParseUint: parsing "abc": invalid syntax"#
            ),
            // SEL-001
            (
                [("fieldSelector", "spec.holderIdentity=x")],
                #""spec.holderIdentity" is not a known field selector: only "metadata.name", "#
                    + #""metadata.namespace""#
            ),
        ] as [([(String, String)], String)])
    func `that makes no sense is refused`(query: [(String, String)], message: String) throws {
        let fixture = try fixture()
        let token = try fixture.list("leases", [("limit", "1")]).continueToken
        let query = query.map { ($0, $1 == "{}" ? token : $1) }

        let error = failure { try fixture.list("leases", query) }

        #expect(error?.code == 400)
        #expect(error?.message == message)
    }

    // LST-037
    @Test(arguments: [("b", ["b"]), ("x", [])])
    func `by name reads one object`(name: String, expected: [String]) throws {
        let fixture = try fixture()

        let page = try fixture.list("leases", [("fieldSelector", "metadata.name=\(name)")])

        #expect(names(page) == expected)
        #expect(page.continueToken.isEmpty)
    }

    // LST-037
    @Test func `by name has one page in every state`() throws {
        let fixture = try fixture()
        let old = String(fixture.registry.store.revision - 1)

        let exact = try fixture.list(
            "leases",
            [("fieldSelector", "metadata.name=c"), ("limit", "1"), ("resourceVersion", old)])

        #expect(names(exact) == ["c"])
        #expect(exact.continueToken.isEmpty)
    }

    // LST-037
    @Test(arguments: [("c", []), ("d", ["d"])])
    func `by name shows what is behind the token that goes with it`(
        name: String, expected: [String]
    ) throws {
        let fixture = try fixture()
        let token = try fixture.list("leases", [("limit", "3")]).continueToken

        let page = try fixture.list(
            "leases", [("fieldSelector", "metadata.name=\(name)"), ("continue", token)])

        #expect(names(page) == expected)
    }

    // LST-035
    @Test func `by name is refused with a token that is none`() throws {
        let fixture = try fixture()

        let error = failure {
            try fixture.list(
                "leases", [("fieldSelector", "metadata.name=a"), ("continue", "bogus")])
        }

        #expect(error?.code == 400)
    }

    // LST-033, LST-036
    @Test(arguments: [-1, -7, 1])
    func `starts with the object at the place that the token tells`(back: Int64) throws {
        let fixture = try fixture()
        let now = Int64(fixture.registry.store.revision)
        let token = ContinueToken(revision: back < 0 ? back : now - back, start: "c").text

        let page = try fixture.list("leases", [("continue", token)])

        #expect(names(page) == (back < 0 ? ["c", "d", "e"] : ["c", "d"]))
        #expect(page.revision == UInt64(back < 0 ? now : now - back))
    }

    // LST-002
    @Test func `that goes on at version 0 has no limit`() throws {
        let fixture = try fixture()
        let token = try fixture.list("leases", [("limit", "1")]).continueToken

        let page = try fixture.list(
            "leases", [("continue", token), ("limit", "1"), ("resourceVersion", "0")])

        #expect(names(page) == ["b", "c", "d", "e"])
        #expect(page.continueToken.isEmpty)
    }

    // LST-008
    @Test func `that goes on in the future waits for it`() throws {
        let fixture = try fixture()
        let options = try ListOptions(
            QueryParameters([("continue", ContinueToken(revision: 999, after: "a").text)]),
            isWatch: false)

        let outcome = try fixture.registry.list(fixture.target("leases"), options)

        guard case .notReached(999) = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }
}

@Suite struct `Listing events, which upstream does not cache` {
    private func fixture() throws -> RegistryFixture {
        var fixture = try RegistryFixture()
        for name in ["a", "b", "c"] {
            try fixture.create(
                "events",
                #"{"metadata":{"name":"\#(name)"},"involvedObject":{"namespace":"lab"}}"#)
        }
        return fixture
    }

    // COR-026
    @Test func `has pages at version 0`() throws {
        let fixture = try fixture()

        let page = try fixture.list("events", [("limit", "2"), ("resourceVersion", "0")])

        #expect(page.objects.map(\.key.name) == ["a", "b"])
        #expect(page.remainingItemCount == 1)
    }

    // COR-026
    @Test(
        arguments: [
            ([("resourceVersion", "999")], 504, "Timeout: Too large resource version: 999, "),
            (
                [("resourceVersion", "999"), ("limit", "1")], 500,
                "etcdserver: mvcc: required revision is a future revision"
            ),
            (
                [("resourceVersion", "999"), ("resourceVersionMatch", "Exact")], 500,
                "etcdserver: mvcc: required revision is a future revision"
            ),
            (
                [("continue", ContinueToken(revision: 999, after: "a").text)], 500,
                "etcdserver: mvcc: required revision is a future revision"
            ),
        ] as [([(String, String)], Int, String)])
    func `does not wait for a version of the future`(
        query: [(String, String)], code: Int, message: String
    ) throws {
        let fixture = try fixture()

        let error = failure { try fixture.list("events", query) }

        #expect(error?.code == code)
        #expect(error?.message.hasPrefix(message) == true)
        #expect(error?.details?.retryAfterSeconds ?? 0 == 0)
    }
}
