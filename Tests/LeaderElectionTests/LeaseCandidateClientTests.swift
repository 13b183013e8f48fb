import KubeAPI
import KubeJSON
import KubeTestSupport
import KubeTime
import LeaderElection
import Testing

@Suite struct `A candidate's client` {
    @Test func `creates the candidate`() throws {
        var play = CandidatePlay()

        play.run(to: 0)

        #expect(
            play.server.spec
                == JSONObject([
                    ("leaseName", "widget"), ("renewTime", .at(0)), ("binaryVersion", "1.36.0"),
                    ("emulationVersion", "1.35.0"), ("strategy", "OldestEmulationVersion"),
                ]))
    }

    @Test func `lists its strategy in the first version of the API`() throws {
        var play = CandidatePlay(.v1alpha1)

        play.run(to: 0)

        #expect(play.server.spec?["preferredStrategies"] == ["OldestEmulationVersion"])
        #expect(play.server.spec?["strategy"] == nil)
        #expect(play.server.object?["apiVersion"] == "coordination.k8s.io/v1alpha1")
    }

    @Test func `renews only the time of a candidate that exists`() throws {
        var play = CandidatePlay()
        play.server.store([("leaseName", "widget"), ("binaryVersion", "9.9.9"), ("strategy", "S")])

        play.run(to: 0)

        #expect(
            play.server.spec
                == JSONObject([
                    ("leaseName", "widget"), ("binaryVersion", "9.9.9"), ("strategy", "S"),
                    ("renewTime", .at(0)),
                ]))
    }

    @Test func `renews every five minutes`() throws {
        var play = CandidatePlay()

        play.run(to: 299)
        #expect(play.server.spec?["renewTime"] == .at(0))
        play.run(to: 300)

        #expect(play.server.spec?["renewTime"] == .at(300))
    }

    @Test func `answers a ping at once`() throws {
        var play = CandidatePlay()
        play.run(to: 10)

        play.ping(at: 10)

        #expect(play.server.spec?["renewTime"] == .at(10))
        #expect(play.server.spec?["pingTime"] == .at(10))
    }

    @Test func `answers again until its clock has passed the ping`() throws {
        var play = CandidatePlay()
        play.run(to: 10)

        play.ping(at: 11)
        #expect(play.server.spec?["renewTime"] == .at(10))
        play.run(to: 10.5)
        play.showObject()
        #expect(play.server.spec?["renewTime"] == .at(10.5))
        play.run(to: 11)
        play.showObject()
        play.run(to: 12)
        play.showObject()

        #expect(play.server.spec?["renewTime"] == .at(11))
    }

    @Test func `answers a ping that a broken watch hid from it`() throws {
        var play = CandidatePlay()
        play.run(to: 10)
        play.loseHistory()
        play.setPing(at: 10)

        play.run(to: 14)

        let renewed = try #require(play.server.spec?["renewTime"]?.string)
        #expect(renewed > JSONValue.at(10).string ?? "")
    }

    @Test func `recreates a deleted candidate at the next renewal`() throws {
        var play = CandidatePlay()
        play.run(to: 10)
        play.delete()

        play.run(to: 299)
        #expect(play.server.object == nil)
        play.run(to: 300)

        #expect(play.server.spec?["renewTime"] == .at(300))
    }

    @Test func `tries again after ever longer pauses`() throws {
        var play = CandidatePlay()
        play.server.failures = ["POST": [500, 500, 500]]

        play.run(to: 0.034)
        #expect(play.server.object == nil)
        play.run(to: 0.035)

        #expect(play.server.spec?["renewTime"] == .at(0.035))
    }
}

/// A candidate's client before a server that shows it every change at once.
private struct CandidatePlay {
    var server = ObjectServer()
    private var client: LeaseCandidateClient
    private var watch: UInt64?
    private var now = start

    init(_ version: LeaseCandidateClient.APIVersion = .v1beta1) {
        var configuration = LeaseCandidateClient.Configuration(
            namespace: "ns", name: "me", leaseName: "widget", binaryVersion: "1.36.0",
            emulationVersion: "1.35.0")
        configuration.apiVersion = version
        client = LeaseCandidateClient(configuration, seed: 1)
    }

    mutating func run(to seconds: Double) {
        let end = start + .seconds(seconds)
        untilDone {
            guard let due = client.nextDue, due <= end else { return true }
            now = max(now, due)
            perform(client.advance(to: now))
            return false
        }
        now = end
    }

    mutating func ping(at seconds: Double) {
        setPing(at: seconds)
        showObject()
    }

    mutating func setPing(at seconds: Double) {
        var spec = server.spec ?? JSONObject()
        spec["pingTime"] = .at(seconds)
        server.store(spec.map { ($0.key, $0.value) })
    }

    mutating func delete() {
        let last = server.object
        server.delete()
        show("DELETED", last)
    }

    /// The watch ends because the server has forgotten what it would have to show.
    mutating func loseHistory() {
        show("ERROR", ["code": 410])
        watch = nil
    }

    /// Shows the object as it is now, as an update.
    mutating func showObject() { show("MODIFIED", server.object) }

    private mutating func show(_ type: String, _ object: JSONValue?) {
        guard let watch, let object else { return }
        let line = JSONWriter.encode(["type": .string(type), "object": object]) + [10]
        // Parts need not end where events do.
        perform(client.receive(.part(Array(line.prefix(7))), for: watch, at: now))
        perform(client.receive(.part(Array(line.dropFirst(7))), for: watch, at: now))
    }

    private mutating func perform(_ requests: [ClientRequest]) {
        for request in requests {
            if request.isWatch {
                watch = request.id
                continue
            }
            let existed = server.object != nil
            let event = server.answer(request)
            perform(client.receive(event, for: request.id, at: now))
            if request.method == "POST", !existed { show("ADDED", server.object) }
            // A renewal is not shown: a test that wants another update asks for it.
            if request.method == "PUT" { refresh() }
        }
    }

    /// Shows what the client wrote, so that it knows the version, but as a bookmark of itself.
    private mutating func refresh() { show("ADDED", server.object) }
}
