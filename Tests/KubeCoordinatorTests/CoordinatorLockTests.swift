import KubeAPI
import KubeJSON
import KubeTime
import Testing

@testable import KubeCoordinator

@Suite struct `The coordinator's own lease` {
    private let get = "GET lease leader-election-controller"
    private let post = "POST lease leader-election-controller"
    private let put = "PUT lease leader-election-controller"
    private let refusal = StatusError.plain("refused")

    @Test func `is created when it is missing, and renewed at once (E1, E9)`() {
        var lab = LockLab()

        lab.advance(to: 0)
        lab.advance(to: 2)

        #expect(lab.storage.calls == [get, post, put, put])
        #expect(
            lab.spec == [
                "holderIdentity": "me", "leaseDurationSeconds": 10, "acquireTime": at(0),
                "renewTime": at(2), "leaseTransitions": 0,
            ])
        #expect(lab.lock.isHeld)
        #expect(lab.lock.nextDue == now + .seconds(4))
    }

    @Test(
        arguments: [
            ("E2", [:]),
            ("E4", ["holderIdentity": "", "leaseDurationSeconds": 0, "leaseTransitions": 0]),
            ("E6", ["holderIdentity": "", "leaseDurationSeconds": 60, "renewTime": at(30)]),
        ] as [(String, JSONObject)])
    func `is taken when nobody holds it`(id: String, spec: JSONObject) {
        var lab = LockLab(spec)

        lab.advance(to: 0)

        #expect(lab.storage.calls.prefix(2) == [get, put], "\(id)")
        #expect(lab.spec?["holderIdentity"] == "me")
        #expect(lab.spec?["leaseTransitions"] == 1)
        #expect(lab.spec?["acquireTime"] == at(0))
    }

    @Test func `is left to another holder until it did not change for its duration (E3, E7)`() {
        var lab = LockLab(held(by: "you", duration: 3, renewed: -1000))

        lab.advance(to: 0)
        #expect(!lab.lock.isHeld)
        #expect(lab.storage.calls == [get])

        let takenAt = lab.advance(until: { $0.lock.isHeld })
        #expect(takenAt >= now + .seconds(3))
        #expect(takenAt < now + .seconds(3 + 4.4))
        #expect(lab.spec?["leaseTransitions"] == 5)
    }

    @Test func `is watched at jittered intervals while another holds it`() throws {
        var lab = LockLab(held(by: "you", duration: 3600, renewed: 0))
        var pauses: Set<Duration> = []

        for _ in 0..<20 {
            let due = lab.time
            lab.advance(to: due)
            pauses.insert(try #require(lab.lock.nextDue) - due)
            lab.time = try #require(lab.lock.nextDue)
        }

        #expect(pauses.allSatisfy { $0 >= .seconds(2) && $0 < .seconds(4.4) })
        #expect(pauses.count > 10)
    }

    @Test func `is not taken while another renews it`() {
        var lab = LockLab(held(by: "you", duration: 3, renewed: 0))
        lab.advance(to: 0)

        for second in stride(from: 2.0, through: 60, by: 2) {
            lab.storage.setLease(
                CoordinatorLock.leaseKey, held(by: "you", duration: 3, renewed: second), at: now)
            lab.advance(to: second)
        }

        #expect(!lab.lock.isHeld)
    }

    @Test func `is renewed without a transition when it is ours from before (E8)`() {
        var lab = LockLab(held(by: "me", duration: 10, renewed: -100))

        lab.advance(to: 0)

        #expect(lab.storage.calls.prefix(2) == [get, put])
        #expect(lab.spec?["leaseTransitions"] == 4)
        #expect(lab.spec?["acquireTime"] == at(-500))
    }

    @Test func `is read again when it was changed behind our back (E10)`() {
        var lab = LockLab()
        lab.advance(to: 0)
        var spec = lab.spec ?? [:]
        spec["strategy"] = "foreign"
        lab.storage.setLease(CoordinatorLock.leaseKey, spec, at: now)

        lab.advance(to: 2)
        lab.advance(to: 4)

        #expect(lab.storage.calls == [get, post, put, put, get, put, put])
        #expect(lab.spec?["strategy"] == nil)
    }

    @Test func `is created again with its past when it was deleted (E13)`() {
        var lab = LockLab([:])
        lab.advance(to: 0)
        lab.storage.deleteLease(CoordinatorLock.leaseKey)

        lab.advance(to: 2)

        #expect(lab.storage.calls.suffix(3) == [put, get, post])
        #expect(lab.lock.isHeld)
        #expect(lab.spec?["leaseTransitions"] == 1)
        #expect(lab.spec?["acquireTime"] == at(0))
        #expect(lab.spec?["renewTime"] == at(2))
    }

    @Test func `is released when it could not be renewed until the deadline`() {
        var lab = LockLab()
        lab.advance(to: 0)
        lab.storage.failures = [put: refusal]

        let lostAt = lab.advance(until: { !$0.lock.isHeld })

        #expect(lostAt == now + .seconds(2 + 5))
        #expect(lab.lock.nextDue == lostAt + .seconds(2))
        #expect(lab.storage.calls.suffix(2) == [get, put])

        lab.storage.failures = [:]
        lab.advance(to: 9)
        #expect(lab.lock.isHeld)
        #expect(lab.storage.calls.suffix(3) == [get, put, put])
    }

    @Test func `is lost to another writer after the deadline, and not overwritten`() {
        var lab = LockLab()
        lab.advance(to: 0)
        let stolen = held(by: "you", duration: 60, renewed: 1)
        lab.storage.setLease(CoordinatorLock.leaseKey, stolen, at: now)

        let lostAt = lab.advance(until: { !$0.lock.isHeld })

        #expect(lostAt == now + .seconds(2 + 5))
        #expect(lab.spec == stolen)
    }

    @Test func `is kept when renewing works again before the deadline`() {
        var lab = LockLab()
        lab.advance(to: 0)
        lab.storage.failures = [put: refusal]
        lab.advance(to: 2)
        lab.advance(to: 4)
        lab.storage.failures = [:]

        for second in [6.0, 8, 10] { lab.advance(to: second) }

        #expect(lab.lock.isHeld)
        #expect(lab.spec?["renewTime"] == at(10))
    }

    @Test func `is released on stop (E11)`() {
        var lab = LockLab([:])
        lab.advance(to: 0)

        lab.lock.stop(at: now + .seconds(1), in: &lab.storage, &lab.random)

        #expect(
            lab.spec == [
                "holderIdentity": "", "leaseDurationSeconds": 1, "acquireTime": at(1),
                "renewTime": at(1), "leaseTransitions": 1,
            ])
        #expect(!lab.lock.isHeld)
        #expect(lab.lock.nextDue == nil)
    }

    @Test func `is not touched on stop when another holds it`() {
        let lease = held(by: "you", duration: 60, renewed: 0)
        var lab = LockLab(lease)
        lab.advance(to: 0)

        lab.lock.stop(at: now + .seconds(1), in: &lab.storage, &lab.random)

        #expect(lab.spec == lease)
        #expect(lab.lock.nextDue == nil)
    }

    @Test func `is left on stop to whoever took it unseen`() {
        let lease = held(by: "you", duration: 60, renewed: 0)
        var lab = LockLab()
        lab.advance(to: 0)
        lab.storage.setLease(CoordinatorLock.leaseKey, lease, at: now)

        lab.lock.stop(at: now + .seconds(1), in: &lab.storage, &lab.random)

        #expect(lab.spec == lease)
        #expect(lab.lock.nextDue == nil)
    }

    @Test func `counts no transition beyond the greatest number`() {
        var lab = LockLab(["holderIdentity": "", "leaseTransitions": 2_147_483_647])

        lab.advance(to: 0)

        #expect(lab.spec?["leaseTransitions"] == 2_147_483_647)
    }

    @Test func `is won after another's release with one transition more`() {
        var lab = LockLab(held(by: "you", duration: 3600, renewed: 0))
        lab.advance(to: 0)
        lab.storage.setLease(
            CoordinatorLock.leaseKey,
            ["holderIdentity": "", "leaseDurationSeconds": 1, "leaseTransitions": 4], at: now)

        let takenAt = lab.advance(until: { $0.lock.isHeld })

        #expect(takenAt < now + .seconds(4.4))
        #expect(lab.spec?["leaseTransitions"] == 5)
    }

    private func held(by holder: String, duration: Int64, renewed: Double) -> JSONObject {
        [
            "holderIdentity": .string(holder), "leaseDurationSeconds": .integer(duration),
            "acquireTime": at(-500), "renewTime": at(renewed), "leaseTransitions": 4,
        ]
    }
}

/// A lock of the elector `me`, with durations 10, 5 and 2 s.
private struct LockLab {
    var lock = CoordinatorLock(
        CoordinatorConfiguration(
            identity: "me", leaseDuration: .seconds(10), renewDeadline: .seconds(5),
            retryPeriod: .seconds(2)))
    var storage = StorageDouble()
    var random = Random(seed: 1)
    var time = now

    init(_ spec: JSONObject? = nil) {
        if let spec { storage.setLease(CoordinatorLock.leaseKey, spec, at: now) }
    }

    var spec: JSONObject? { storage.leases[CoordinatorLock.leaseKey]?.spec }

    mutating func advance(to second: Double) {
        advance(to: now + .seconds(second))
    }

    mutating func advance(to instant: Timestamp) {
        time = instant
        lock.advance(to: instant, in: &storage, &random)
    }

    /// Steps from one due time to the next, a hundred times at most.
    mutating func advance(until isDone: (LockLab) -> Bool) -> Timestamp {
        for _ in 0..<100 where !isDone(self) {
            if let due = lock.nextDue { advance(to: due) }
        }
        return time
    }
}
