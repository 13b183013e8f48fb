public import KubeCluster

/// A rule that makes things go wrong in a cluster.
public struct FakeFault: Sendable, Hashable, CustomStringConvertible {
    /// The name of the rule.
    public let name: String

    let faults: FakeFaults

    /// Whether both are the same rule, of whichever cluster.
    public static func == (left: FakeFault, right: FakeFault) -> Bool { left.name == right.name }

    /// Adds the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }

    /// What there is to tell of the rule; throws that it is gone.
    public var report: FaultReport {
        get async throws(FakeAPIServerError) { try await faults.report(of: name) }
    }

    /// How many requests have matched.
    public var seen: Int {
        get async throws(FakeAPIServerError) { try await report.seen }
    }

    /// How often the rule has acted.
    public var acted: Int {
        get async throws(FakeAPIServerError) { try await report.acted }
    }

    /// Removes the rule.
    ///
    /// What it holds stays held. Nothing happens when it is gone.
    public func remove() async throws(FakeAPIServerError) { try await faults.remove(name) }

    /// The name of the rule.
    public var description: String { name }
}
