import KubeAPI
import KubeJSON
import KubeTestSupport
import KubeTime
import LeaderElection
import Testing

@Suite struct `A candidate` {
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

    @Test func `recreates a deleted candidate at once`() throws {
        var play = CandidatePlay()
        play.run(to: 10)

        play.delete()

        #expect(play.server.spec?["renewTime"] == .at(10))
    }

    @Test func `answers a ping that a dead watch hid from it`() throws {
        var play = CandidatePlay()
        play.run(to: 10)
        play.isStalled = true

        play.ping(at: 11)
        play.run(to: 26)

        let renewed = try #require(play.server.spec?["renewTime"]?.string)
        #expect(renewed > JSONValue.at(11).string ?? "")
    }

    @Test func `reads after a conflict what a watch has not shown`() throws {
        var play = CandidatePlay()
        play.run(to: 10)
        play.isStalled = true
        play.setPing(at: 9)
        play.server.forgetCalls()

        // The next look finds the ping; the write over what the watch showed would be refused for ever.
        play.run(to: 320)

        #expect(play.server.calls.count { $0 == "PUT" } <= 4)
        #expect(play.server.spec?["pingTime"] == .at(9))
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

/// A candidate before a server that shows it every change at once.
private struct CandidatePlay {
    var server = ObjectServer()
    private var client: CandidateMachine
    private let key: CandidateKey
    private var watch: UInt64?
    private var lines = WatchLines()
    private var now = start
    /// Whether the watch shows nothing any more, though nobody notices.
    var isStalled = false

    init(_ version: LeaseCandidateVersion = .v1beta1) {
        let configuration = LeaseCandidacy.Configuration(
            namespace: "ns", name: "me", leaseName: "widget", binaryVersion: "1.36.0",
            emulationVersion: "1.35.0")
        key = CandidateKey(namespace: "ns", name: "me", version: version)
        client = CandidateMachine(configuration, version: version, seed: 1)
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
        guard let watch, let object, !isStalled else { return }
        let line = JSONWriter.encode(["type": .string(type), "object": object]) + [10]
        // Parts need not end where events do.
        for part in [line.prefix(7), line.dropFirst(7)] {
            do throws(LeaseClientError) {
                for event in try lines.append(Array(part)) {
                    perform(client.receive(.event(event), for: watch, at: now))
                }
            } catch {
                perform(client.receive(.error(error.kind), for: watch, at: now))
            }
        }
    }

    private mutating func perform(_ calls: [CandidateCall]) {
        for call in calls {
            if case .watch = call.operation {
                watch = call.id
                lines = WatchLines()
                continue
            }
            let existed = server.object != nil
            let answer = call.answer(server.answer(call.request(for: key)))
            perform(client.receive(answer, for: call.id, at: now))
            switch call.operation {
            case .create where !existed: show("ADDED", server.object)
            // A renewal is not shown: a test that wants another update asks for it.
            case .update: refresh()
            case .list, .watch, .read, .create: break
            }
        }
    }

    /// Shows what the client wrote, so that it knows the version, but as a bookmark of itself.
    private mutating func refresh() { show("ADDED", server.object) }
}
