import KubeAPI
public import KubeCluster
import KubeHTTP1
import KubeJSON

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

    let connection: ClusterConnection

    /// Lets the lease run out at once.
    ///
    /// A holder that goes on renewing gets it back: freeze the holder first to keep it out.
    public func expire() async throws(FakeAPIServerError) {
        try await change("expire")
    }

    /// Gives the lease back, as a holder does that stops.
    public func release() async throws(FakeAPIServerError) {
        try await change("release")
    }

    /// Gives the lease to `holder`, as if it had been taken from the present one.
    public func steal(by holder: String) async throws(FakeAPIServerError) {
        try await change("steal", of: holder)
    }

    /// Answers the renewals of `holder` with the conflict of a lost race, until it is thawed.
    public func freeze(_ holder: String) async throws(FakeAPIServerError) {
        try await change("freeze", of: holder)
    }

    /// Accepts the renewals of `holder` again.
    public func thaw(_ holder: String) async throws(FakeAPIServerError) {
        try await change("thaw", of: holder)
    }

    /// Who held the lease from when to when, and what was wrong with that, in order; empty when the
    /// lease never existed.
    public var terms: [LeaseTerm] {
        get async throws(FakeAPIServerError) {
            let all = try await connection.ask("GET", "/fake/terms", reading: LeaseTerm.terms)
            return all.filter { $0.namespace == namespace && $0.lease == name }
        }
    }

    /// Who is a candidate for the lease and why who was elected, in sentences.
    public var electionExplanation: String {
        get async throws(FakeAPIServerError) {
            try await connection.text("/fake/elections/\(path)")
        }
    }

    private var path: String { "\(namespace.percentEncoded)/\(name.percentEncoded)" }

    private func change(
        _ change: String, of holder: String? = nil
    ) async throws(FakeAPIServerError) {
        guard holder != "" else {
            throw FakeAPIServerError(.invalid, "the identity of a holder is empty")
        }
        try await connection.ask(
            "POST", "/fake/leases/\(path)/\(change)",
            holder.map { ["holderIdentity": .string($0)] })
    }
}

extension FakeClusterHandle {
    /// The lease `name`, whether or not it exists.
    public func lease(_ name: String, namespace: String = "default") -> FakeLease {
        FakeLease(namespace: namespace, name: name, connection: cluster.connection)
    }
}
