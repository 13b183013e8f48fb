import KubeAPI
package import KubeTime
package import Logging

/// The log of all clusters.
extension ClusterHost {
    /// Tells in the log what has happened in a cluster.
    ///
    /// Inlined, so that it costs nothing where nobody reads the log.
    @inline(__always)
    mutating func tellNotices(of id: ClusterID, at wall: Timestamp) {
        guard tells else { return }
        tellAll(of: id, at: wall)
    }

    private mutating func tellAll(of id: ClusterID, at wall: Timestamp) {
        for notice in takeNotices(of: id) {
            var fields = notice.fields
            addPlace(in: id, at: wall, notice.time, to: &fields)
            logger?.log(
                level: notice.level, "\(notice.message)", metadata: fields,
                file: notice.place.file, line: notice.place.line)
        }
    }

    /// Adds what each line says: the cluster, unless it is the default one, and its time, where its
    /// clock is not the machine's.
    package func addPlace(
        in id: ClusterID, at wall: Timestamp, _ time: Timestamp? = nil,
        to fields: inout Logger.Metadata
    ) {
        if id != .default { fields["cluster"] = "\(name(of: id))" }
        guard let clock = clock(of: id), !clock.isMachines else { return }
        fields["clusterTime"] = "\((time ?? clock.now(at: wall)).rfc3339)"
    }
}
