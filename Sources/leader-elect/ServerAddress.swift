import ArgumentParser
import Foundation
import LeaderElectionHTTP

/// Where a server listens: `http://HOST[:PORT][/PATH]`.
struct ServerAddress: ExpressibleByArgument {
    let host: String
    let port: String
    /// What every path begins with.
    let pathPrefix: String

    init?(argument: String) {
        guard let url = URLComponents(string: argument), url.scheme == "http",
            let host = url.host, !host.isEmpty
        else { return nil }
        self.host = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        port = String(url.port ?? 80)
        let path = url.percentEncodedPath
        pathPrefix = path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    /// `HOST:PORT`, as requests name the server.
    var authority: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// How to reach the server.
    var access: ClusterAccess { ClusterAccess(server: "http://\(authority)\(pathPrefix)") }
}
