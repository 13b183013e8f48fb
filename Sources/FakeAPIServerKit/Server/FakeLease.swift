import KubeAPI
package import KubeCluster
import KubeCoordinator
import KubeSockets
import KubeTime

/// A lease of a running cluster, and what a test can do to it in place of its holder.
///
/// Every call throws when there is no such lease, and every change when the server's database does
/// not take it; it has then not happened. The changes are ordinary writes: watches see
/// them, and the coordinator acts on them.
public struct FakeLease: Sendable {
    /// The namespace of the lease.
    public let namespace: String

    /// The name of the lease.
    public let name: String

    let mailbox: LoopMailbox
    let cluster: ClusterID

    /// Lets the lease run out at once.
    ///
    /// A holder that goes on renewing gets it back: freeze the holder first to keep it out.
    public func expire() async throws(FakeAPIServerError) {
        try await change(.expire)
    }

    /// Gives the lease back, as a holder does that stops.
    public func release() async throws(FakeAPIServerError) {
        try await change(.release)
    }

    /// Gives the lease to `holder`, as if it had been taken from the present one.
    public func steal(by holder: String) async throws(FakeAPIServerError) {
        guard !holder.isEmpty else { throw .namelessHolder }
        try await change(.steal(by: holder))
    }

    /// Answers the renewals of `holder` with the conflict of a lost race, until it is thawed.
    public func freeze(_ holder: String) async throws(FakeAPIServerError) {
        try await setFrozen(true, holder)
    }

    /// Accepts the renewals of `holder` again.
    public func thaw(_ holder: String) async throws(FakeAPIServerError) {
        try await setFrozen(false, holder)
    }

    /// Who held the lease from when to when, and what was wrong with that, in order; empty when the
    /// lease never existed.
    public var terms: [LeaseTerm] {
        get async throws(FakeAPIServerError) {
            let key = key
            return try await mailbox.ask(cluster) { cluster, _ in
                cluster.terms(namespace: key.namespace, lease: key.name)
            }
        }
    }

    /// Who is a candidate for the lease and why who was elected, in sentences.
    public var electionExplanation: String {
        get async throws(FakeAPIServerError) {
            let key = key
            return try await mailbox.ask(throwing: cluster) { cluster, wall throws(StatusError) in
                try cluster.explanation(of: key, at: wall).text
            }
        }
    }

    private var key: NamespacedName { NamespacedName(namespace: namespace, name: name) }

    private func change(_ change: LeaseChange) async throws(FakeAPIServerError) {
        let key = key
        try await mailbox.ask(throwing: cluster, changing: true) {
            cluster, wall throws(StatusError) in
            _ = try cluster.changeLease(key, change, at: wall)
        }
    }

    private func setFrozen(_ isFrozen: Bool, _ holder: String) async throws(FakeAPIServerError) {
        guard !holder.isEmpty else { throw .namelessHolder }
        let key = key
        try await mailbox.ask(throwing: cluster) { cluster, _ throws(StatusError) in
            try cluster.setFrozen(isFrozen, holder, of: key)
        }
    }
}

extension FakeCluster {
    /// The lease `name`, whether or not it exists.
    public func lease(_ name: String, namespace: String = "default") -> FakeLease {
        FakeLease(
            namespace: namespace, name: name, mailbox: clock.mailbox, cluster: clock.cluster)
    }
}

extension FakeAPIServer {
    /// The lease `name` of the cluster at the server's own URL, whether or not it exists.
    public func lease(_ name: String, namespace: String = "default") -> FakeLease {
        cluster.lease(name, namespace: namespace)
    }
}

extension FakeAPIServerError {
    fileprivate static let namelessHolder = FakeAPIServerError("the identity of a holder is empty")
}
