import KubeJSON
import KubeTime
import LeaderElection
import Testing

@Suite struct `The search for the version of candidates` {
    @Test(arguments: [
        (["v1beta1", "v1alpha2"], LeaseCandidateClient.APIVersion.v1beta1, 1),
        (["v1alpha2", "v1alpha1"], .v1alpha2, 2), (["v1alpha1"], .v1alpha1, 3),
    ])
    func `ends with the best that is served`(
        served: [String], best: LeaseCandidateClient.APIVersion, requestCount: Int
    ) {
        var play = SearchPlay(served: served)

        play.run(to: 0)

        #expect(play.search.result == .found(best))
        #expect(play.search.nextDue == nil)
        #expect(play.times.count == requestCount)
    }

    @Test func `passes over a version that has other resources only`() {
        var play = SearchPlay(served: ["v1alpha2"], withoutCandidates: ["v1beta1"])

        play.run(to: 0)

        #expect(play.search.result == .found(.v1alpha2))
    }

    @Test func `ends where none is served`() {
        var play = SearchPlay(served: [])

        play.run(to: 0)

        #expect(play.search.result == .noneServed)
        #expect(play.search.nextDue == nil)
    }

    @Test(arguments: [
        ClientEvent.end, .answer(status: 500, body: []), .answer(status: 403, body: []),
        .answer(status: 200, body: Array("<html>".utf8)),
    ])
    func `asks again, ever later, while the server does not say`(failure: ClientEvent) {
        var play = SearchPlay(served: ["v1beta1"])
        play.failure = failure

        play.run(to: 70)
        #expect(play.times == [0, 1, 3, 7, 15, 31, 61])
        #expect(play.search.result == nil)
        play.failure = nil
        play.run(to: 91)

        #expect(play.search.result == .found(.v1beta1))
    }

    @Test func `does not wait for an answer for ever`() {
        var search = CandidateVersionSearch()
        let first = search.advance(to: start)

        #expect(search.nextDue == start + .seconds(30))
        #expect(search.advance(to: start + .seconds(30)) == [])
        let second = search.advance(to: start + .seconds(31))

        #expect(first.map(\.path) == ["/apis/coordination.k8s.io/v1beta1"])
        #expect(second.map(\.path) == first.map(\.path))
        #expect(first.map { search.isAwaiting($0.id) } == [false])
        #expect(second.map { search.isAwaiting($0.id) } == [true])
    }
}

/// A search before a server that serves some versions of the group.
private struct SearchPlay {
    private(set) var search = CandidateVersionSearch()
    /// When requests were sent, in seconds.
    private(set) var times: [Int] = []
    /// What every request gets instead of an answer.
    var failure: ClientEvent?

    private let resources: [String: JSONValue]
    private var now = start

    init(served: [String], withoutCandidates others: [String] = []) {
        resources = Dictionary(
            uniqueKeysWithValues: served.map { ($0, [["name": "leasecandidates"]]) }
                + others.map { ($0, [["name": "leases"]]) })
    }

    mutating func run(to seconds: Int) {
        let end = start + .seconds(seconds)
        while let due = search.nextDue, due <= end {
            now = max(now, due)
            perform(search.advance(to: now))
        }
    }

    private mutating func perform(_ requests: [ClientRequest]) {
        for request in requests {
            times.append(Int((now - start).components.seconds))
            perform(search.receive(failure ?? answer(request), for: request.id, at: now))
        }
    }

    private func answer(_ request: ClientRequest) -> ClientEvent {
        let version = String(request.path.split(separator: "/").last ?? "")
        guard let list = resources[version] else { return .answer(status: 404, body: []) }
        return .answer(status: 200, body: JSONWriter.encode(["resources": list]))
    }
}
