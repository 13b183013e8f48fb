import KubeTime
import Testing

@Suite struct `Watches that are only asked when they may have news` {
    private let namespaces = ["default", "kube-system", "kube-public"]
    private let paths = [
        "leases", "namespaces/default/leases", "namespaces/kube-system/leases",
        "namespaces/kube-public/leases",
    ]
    private let queries = [
        "", "&allowWatchBookmarks=1", "&allowWatchBookmarks=1&timeoutSeconds=90",
        "&timeoutSeconds=30",
        "&sendInitialEvents=1&allowWatchBookmarks=1"
            + "&resourceVersionMatch=NotOlderThan", "&resourceVersion=1", "&resourceVersion=30",
        "&fieldSelector=metadata.name=a", "&labelSelector=x=1",
    ]

    /// Everything that clients get when they do the same things with the same seed.
    private func transcript(seed: UInt64, asksAll: Bool) throws -> [[UInt8]] {
        var random = Random(seed: seed)
        var play = try HostPlay(seed: seed)
        play.asksAll = asksAll
        var watches: [Int] = []
        for _ in 0..<150 {
            let lease =
                "/apis/coordination.k8s.io/v1/namespaces/\(try pick(namespaces, &random))/leases"
            let name = try pick(["a", "b"], &random)
            switch Int.random(in: 0..<12, using: &random) {
            case 0...2:
                let (path, query) = (try pick(paths, &random), try pick(queries, &random))
                watches.append(
                    try play.send("GET", "/apis/coordination.k8s.io/v1/\(path)?watch=1\(query)"))
            case 3...5:
                let labels = try pick(["{}", #"{"x":"1"}"#], &random)
                let metadata = #"{"metadata":{"name":"\#(name)","labels":\#(labels)}}"#
                _ = try play.send("POST", lease, metadata)
            case 6, 7:
                let patch = #"{"metadata":{"labels":{"x":"\#(random.next() % 2)"}}}"#
                _ = try play.send(
                    "PATCH", "\(lease)/\(name)", patch, type: "application/merge-patch+json")
            case 8: _ = try play.send("DELETE", "\(lease)/\(name)")
            case 9: try play.advance("\(random.next() % 70)s")
            case 10 where random.next() % 4 == 0: _ = try play.send("POST", "/fake/reset")
            case 10 where random.next() % 2 == 0:
                _ = try play.send("POST", "/fake/history/expire")
            case 10: _ = try play.send("POST", "/fake/clock", #"{"advance":"1ms"}"#)
            default: if let left = watches.popLast() { play.leave(left) }
            }
        }
        return play.transcript
    }

    private func pick<Element>(_ elements: [Element], _ random: inout Random) throws -> Element {
        try #require(elements.randomElement(using: &random))
    }

    @Test(arguments: UInt64(1)...30)
    func `say the same as if they were asked each time`(seed: UInt64) throws {
        let all = try transcript(seed: seed, asksAll: true)
        for (bytes, expected) in zip(try transcript(seed: seed, asksAll: false), all) {
            #expect(
                String(decoding: bytes, as: UTF8.self) == String(decoding: expected, as: UTF8.self))
        }
    }

    @Test func `keep up with thousands of changes that do not concern them`() throws {
        func transcript(asksAll: Bool) throws -> [[UInt8]] {
            var play = try HostPlay()
            play.asksAll = asksAll
            let leases = "/apis/coordination.k8s.io/v1/namespaces"
            let bookmarks = "allowWatchBookmarks=1&timeoutSeconds=600"
            for namespace in namespaces {
                _ = try play.send(
                    "POST", "\(leases)/\(namespace)/leases", #"{"metadata":{"name":"a"}}"#)
                _ = try play.send("GET", "\(leases)/\(namespace)/leases?watch=1&\(bookmarks)")
            }
            for number in 0..<2_500 {
                let namespace = namespaces[number.isMultiple(of: 700) ? 1 : 0]
                _ = try play.send(
                    "PATCH", "\(leases)/\(namespace)/leases/a",
                    #"{"spec":{"leaseTransitions":\#(number)}}"#,
                    type: "application/merge-patch+json")
                if number.isMultiple(of: 400) { try play.advance("25s") }
            }
            return play.transcript
        }
        #expect(try transcript(asksAll: false) == transcript(asksAll: true))
    }
}
