import KubeCluster
import KubeFoundation
import KubeRegistry
import KubeSockets

extension ServerOptions {
    /// Throws everything that is wrong with the options, and does nothing else.
    public func validate() throws(ServerOptionsError) {
        _ = try settings()
    }

    /// What the options mean for clusters; throws everything that is wrong with them.
    func settings() throws(ServerOptionsError) -> ClusterSettings {
        var settings: ClusterSettings?
        var complaints: [String] = []
        do throws(FlagError) {
            settings = try ClusterSettings(cluster)
        } catch {
            complaints = error.messages
        }
        complaints += servingComplaints + persistenceComplaints
        guard let settings, complaints.isEmpty else { throw ServerOptionsError(complaints) }
        return settings
    }

    /// What is wrong with the place to listen.
    var servingComplaints: [String] {
        var complaints: [String] = []
        for (flag, address) in [
            ("bind-address", bindAddress), ("advertise-address", advertiseAddress),
        ] {
            guard let address, IPAddress(address) == nil else { continue }
            complaints.append(
                FlagValue.invalid(
                    address, for: flag,
                    because: "failed to parse IP: \(FlagValue.quote(address))"))
        }
        if !(0...65535).contains(port) {
            complaints.append(
                "--port \(port) must be between 0 and 65535, inclusive. 0 picks a free port")
        }
        return complaints
    }
}
