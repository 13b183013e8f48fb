package import KubeAPI
import KubeEndpoints
import KubeHTTP1
import KubeJSON
import KubeRegistry
import Logging

/// Clients that are cut off.
extension Cluster {
    /// Lets nothing through between `client` and the server in a direction, until that is healed.
    ///
    /// Connections stay open and silent. Throws 400 when there are too many, and for what is no name of
    /// a client.
    package mutating func separate(
        _ client: String, _ direction: PartitionDirection
    ) throws(StatusError) {
        try Partitions.check(client)
        if partitions[client] == nil { try partitions.checkRoom() }
        partitions[client] = direction
        if tells { tellPartition(of: client, direction) }
    }

    /// That nothing gets through to or from a client.
    private mutating func tellPartition(of client: String, _ direction: PartitionDirection) {
        tell(
            "Cut a client off", ["client": "\(client)", "direction": "\(direction.rawValue)"])
    }

    /// The same of all that are cut off.
    mutating func tellPartitions() {
        for (client, direction) in partitions.directions.sorted(by: { $0.key < $1.key }) {
            tellPartition(of: client, direction)
        }
    }

    /// Lets everything through again; false when nothing kept it.
    ///
    /// Connections on which something was lost meanwhile are reset, so that their clients begin again.
    @discardableResult
    package mutating func heal(_ client: String) -> Bool {
        guard let direction = partitions[client] else { return false }
        partitions[client] = nil
        let silenced = paused.tickets { $0.isSilenced && $0.request.resolved.client == client }
        for (ticket, former) in silenced {
            var reply = ClusterReply(.end(.reset), isUndoable: false)
            reply.fate = former.request.fate(.hung)
            reply.committed = former.request.reply?.committed
            if let former = former.request.reply { discard(former) }
            paused[ticket]?.request.reply = nil
            paused[ticket]?.reason = .ready(reply)
        }
        if direction != .toServer {
            for watch in api.watchBooks.openWatches(of: registry.store) where watch.client == client
            {
                arm(watch.id, ArmedWatch(rule: nil, fault: WatchFault(after: 0, .drop(.reset))))
            }
        }
        isStirred = true
        if tells { tell("Healed a partition", ["client": "\(client)"]) }
        return true
    }
}
