import KubeAPI
import KubeJSON
import KubeTime

@testable import KubeCoordinator

/// A component that keeps a candidate and, if it leads, behaves as client-go's coordinated elector.
///
/// It looks at its objects every quarter of a second, as the components did when the elections in
/// `Fixtures/Elections` were recorded.
struct SimulatedComponent: Sendable {
    var candidate: CandidateFixture
    /// Seconds after the start at which the candidate is created.
    var join = 0.0
    /// Seconds that an answer to a ping takes; nil: never answers.
    var answerDelay: Double? = 0
    var leads = true
    /// When it deletes its candidate and stops.
    var leave: Double?
    /// When it stops.
    var crash: Double?

    private var phase = Phase.absent
    private var answeredPing: Timestamp?

    private enum Phase {
        case absent
        case looking(next: Timestamp)
        case answering(at: Timestamp)
        case gone
    }

    init(_ candidate: CandidateFixture) {
        self.candidate = candidate
    }

    /// When the component acts next.
    var nextAct: Timestamp? {
        switch phase {
        case .absent: now + .seconds(join)
        case .looking(let next): next
        case .answering(let instant): instant
        case .gone: nil
        }
    }

    /// Acts at `time`.
    mutating func act(at time: Timestamp, in storage: inout StorageDouble) {
        switch phase {
        case .absent:
            candidate.renewed = join + (candidate.renewed ?? 0)
            candidate.created = join
            candidate.add(to: &storage)
            // All that join in one second have created their candidates before one looks at it.
            phase = .looking(next: time + .milliseconds(10))
        case .looking:
            look(at: time, in: &storage)
        case .answering:
            answer(at: time, in: &storage)
            endLook(at: time, in: &storage)
        case .gone:
            break
        }
    }

    private mutating func look(at time: Timestamp, in storage: inout StorageDouble) {
        if let end = [leave, crash].compactMap(\.self).min(), time >= now + .seconds(end) {
            if leave != nil { try? storage.deleteLeaseCandidate(candidate.key, at: time) }
            phase = .gone
            return
        }
        if let answerDelay, let live = try? storage.leaseCandidate(candidate.key),
            live.hasUnansweredPing
        {
            if live.pingTime != answeredPing, answerDelay > 0 {
                answeredPing = live.pingTime
                phase = .answering(at: time + .seconds(answerDelay))
                return
            }
            answer(at: time, in: &storage)
        }
        endLook(at: time, in: &storage)
    }

    private func answer(at time: Timestamp, in storage: inout StorageDouble) {
        storage.editCandidate(candidate.key, "renewTime", .microTime(time))
    }

    private mutating func endLook(at time: Timestamp, in storage: inout StorageDouble) {
        if leads { lead(at: time, in: &storage) }
        phase = .looking(next: time + .milliseconds(250))
    }

    private func lead(at time: Timestamp, in storage: inout StorageDouble) {
        let key = NamespacedName(namespace: candidate.namespace, name: candidate.leaseName)
        guard let lease = try? storage.lease(key), lease.holder == candidate.name,
            var spec = storage.leases[key]?.spec
        else { return }
        if let preferred = lease.preferredHolder, preferred != candidate.name {
            spec = [
                "holderIdentity": "", "leaseDurationSeconds": 1, "acquireTime": .microTime(time),
                "renewTime": .microTime(time),
                "leaseTransitions": .integer(Int64(lease.leaseTransitions ?? 0)),
            ]
        } else if let renewTime = lease.renewTime, renewTime < time - .seconds(1) {
            spec["renewTime"] = .microTime(time)
            spec["leaseDurationSeconds"] = 5
        } else {
            return
        }
        storage.setLease(key, spec, at: time)
    }
}
