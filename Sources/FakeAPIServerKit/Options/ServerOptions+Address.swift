import KubeCluster
import KubeSockets

extension ServerOptions {
    /// Where the server listens.
    var listenAddresses: [ListenAddress] {
        var addresses = [ListenAddress.ip(bindAddress, port: UInt16(port))]
        if let unixSocketPath { addresses.append(.unixSocket(path: unixSocketPath)) }
        return addresses
    }

    /// The IP address that others are told to dial.
    ///
    /// As in kube-apiserver, an advertised address that stands for all is as none.
    var dialableAddress: String {
        let advertised = advertiseAddress.flatMap(IPAddress.init)
        if let advertised, !advertised.isUnspecified { return advertised.description }
        return IPAddress(bindAddress)?.dialable ?? bindAddress
    }

    /// Whether other machines can reach the server.
    var isOpenToNetwork: Bool { IPAddress(bindAddress)?.isLoopback == false }

    /// What keeps web pages out.
    ///
    /// A server on the network is there to be called by many names.
    var pageGuard: PageGuard {
        if isOpenToNetwork, allowedHosts.isEmpty { return PageGuard(nil) }
        return PageGuard(AllowedHosts(allowedHosts + [bindAddress, dialableAddress]))
    }
}
