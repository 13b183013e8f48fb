import Foundation
import KubeCluster
import KubeRegistry

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
        if !Self.isIPAddress(bindAddress) {
            complaints.append(
                FlagValue.invalid(
                    bindAddress, for: "bind-address",
                    because: "failed to parse IP: \(FlagValue.quote(bindAddress))"))
        }
        if !(0...65535).contains(port) {
            complaints.append(
                "--port \(port) must be between 0 and 65535, inclusive. 0 picks a free port")
        }
        return complaints
    }

    private static func isIPAddress(_ text: String) -> Bool {
        var version4 = in_addr()
        var version6 = in6_addr()
        return !text.utf8.contains(0)
            && (inet_pton(AF_INET, text, &version4) == 1
                || inet_pton(AF_INET6, text, &version6) == 1)
    }
}
