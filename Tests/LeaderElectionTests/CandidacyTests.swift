import KubeTestSupport
import LeaderElection
import Synchronization
import Testing

@Suite struct `The version of a candidacy` {
    @Test(arguments: [
        (["v1beta1", "v1alpha2"], "v1beta1"), (["v1alpha2", "v1alpha1"], "v1alpha2"),
        (["v1alpha1"], "v1alpha1"),
    ])
    func `is the best that is served`(served: [String], best: String) throws {
        let play = CandidacyPlay(served: served)

        play.run(to: 0)

        #expect(play.lastList?.contains("/\(best)/namespaces/ns/leasecandidates") == true)
        #expect(play.error == nil)
    }

    @Test func `may be named, and then nobody is asked`() throws {
        let play = CandidacyPlay(served: []) { $0.version = .v1alpha2 }

        play.run(to: 0)

        #expect(play.paths.allSatisfy { $0.contains("/v1alpha2/namespaces/") })
    }

    @Test func `is an error where none is served`() throws {
        let play = CandidacyPlay(served: [])

        play.run(to: 0)

        #expect(play.error is CandidatesNotServedError)
    }

    @Test(arguments: [500, 403, 200])
    func `is asked for again, ever later, while the server does not say`(status: Int) throws {
        let play = CandidacyPlay(served: ["v1beta1"])
        play.failure = status

        play.run(to: 70)
        #expect(play.times == [0, 1, 3, 7, 15, 31, 61])
        play.failure = nil
        play.run(to: 91)

        #expect(play.lastList?.contains("/v1beta1/namespaces/") == true)
    }

    @Test func `is another when the server serves that later`() throws {
        let play = CandidacyPlay(served: ["v1beta1"])
        play.run(to: 10)

        play.served = ["v1alpha2"]
        play.run(to: 60)

        #expect(play.lastList?.contains("/v1alpha2/namespaces/") == true)
        #expect(play.error == nil)
    }

    @Test func `is an error when the server does not serve any, any more`() throws {
        let play = CandidacyPlay(served: ["v1beta1"])
        play.run(to: 10)
        #expect(play.error == nil)

        play.served = []
        play.run(to: 60)

        #expect(play.error is CandidatesNotServedError)
    }

    @Test func `is not asked for without a pause when the server contradicts itself`() throws {
        let play = CandidacyPlay(served: ["v1beta1"])

        play.run(to: 60)

        // It serves candidates, it says, and then it knows nothing of them.
        #expect(play.error == nil)
        #expect(play.paths.count < 30)
    }
}

/// A candidacy before a server that says which versions it serves, and nothing more.
private final class CandidacyPlay: Sendable {
    private let clock = VirtualClock()
    private let executor = StepExecutor(seed: 1)
    private let content: Mutex<Content>

    private struct Content {
        var served: [String]
        var failure: Int?
        var calls: [(time: Duration, path: String)] = []
        var error: (any Error)?
    }

    init(
        served: [String], configure: (inout LeaseCandidacy.Configuration) -> Void = { _ in }
    ) {
        content = Mutex(Content(served: served))
        var configuration = LeaseCandidacy.Configuration(
            namespace: "ns", name: "me", leaseName: "widget", binaryVersion: "1.36.0",
            emulationVersion: "1.35.0")
        configure(&configuration)
        let client = HTTPLeaseClient(ClosureTransport { [self] in answer(to: $0) })
        let candidacy = LeaseCandidacy(configuration, client: client, clock: clock)
        Task(executorPreference: executor) { [self] in
            do {
                try await candidacy.run()
            } catch {
                content.withLock { $0.error = error }
            }
        }
    }

    /// The status of every answer to come, which says nothing.
    var failure: Int? {
        get { content.withLock(\.failure) }
        set { content.withLock { $0.failure = newValue } }
    }

    /// The versions that the server says it serves.
    var served: [String] {
        get { content.withLock(\.served) }
        set { content.withLock { $0.served = newValue } }
    }

    var paths: [String] { content.withLock { $0.calls.map(\.path) } }

    /// The last request that was not about versions.
    var lastList: String? { paths.last { $0.contains("/namespaces/") } }

    /// When requests were sent, in seconds.
    var times: [Int] { content.withLock { $0.calls.map { Int($0.time.components.seconds) } } }

    var error: (any Error)? { content.withLock(\.error) }

    func run(to seconds: Int) {
        let end = VirtualClock.Instant(offset: .seconds(seconds))
        executor.runUntilIdle()
        untilDone {
            guard let due = clock.nextDeadline, due <= end else { return true }
            clock.advance(to: due)
            executor.runUntilIdle()
            return false
        }
        clock.advance(to: end)
    }

    private func answer(to request: APIRequest) -> APIResponse {
        content.withLock { content in
            content.calls.append((clock.now.offset, request.path))
            if let failure = content.failure {
                return APIResponse(status: failure, body: Array("<html>".utf8))
            }
            let version = String(request.path.split(separator: "/").last ?? "")
            guard content.served.contains(version) else { return APIResponse(status: 404) }
            // A version of the group without candidates is passed over.
            let body = #"{"resources":[{"name":"leases"},{"name":"leasecandidates"}]}"#
            return APIResponse(status: 200, body: Array(body.utf8))
        }
    }
}
