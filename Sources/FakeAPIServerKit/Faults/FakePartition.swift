import KubeAPI
public import KubeCluster
import KubeHTTP1
import KubeJSON

/// A client and the server between whom nothing gets through.
public struct FakePartition: Sendable, CustomStringConvertible {
    /// The name of the client.
    public let client: String

    /// What gets lost.
    public let direction: PartitionDirection

    let faults: FakeFaults

    /// Lets everything through again; connections on which something was lost are reset.
    public func heal() async throws(FakeAPIServerError) { try await faults.heal(client) }

    /// Such as `partition a (toClient)`.
    public var description: String { "partition \(client) (\(direction.rawValue))" }
}

extension FakeFaults {
    /// Lets nothing through between the client called `client` and the server, until it is healed.
    func separate(
        _ client: String, _ direction: PartitionDirection
    ) async throws(FakeAPIServerError) {
        try await connection.ask(
            "POST", "/fake/partitions",
            ["client": .string(client), "direction": .string(direction.rawValue)])
    }

    /// Lets everything through again; connections on which something was lost are reset.
    func heal(_ client: String) async throws(FakeAPIServerError) {
        do throws(FakeAPIServerError) {
            try await connection.ask("DELETE", "/fake/partitions/\(client.percentEncoded)")
        } catch {
            guard error.kind == .notFound else { throw error }
        }
    }
}
