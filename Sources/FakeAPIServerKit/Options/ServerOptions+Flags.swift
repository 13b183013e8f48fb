import KubeCluster

extension ServerOptions {
    /// The flags that spell the options: the port, and what differs from the default.
    package var flags: [String] {
        let standard = ServerOptions()
        var flags = ["--port=\(port)"]
        if bindAddress != standard.bindAddress { flags.append("--bind-address=\(bindAddress)") }
        if !allowedHosts.isEmpty {
            flags.append("--allowed-hosts=\(allowedHosts.joined(separator: ","))")
        }
        let texts = [
            ("advertise-address", advertiseAddress), ("unix-socket", unixSocketPath),
            ("data-dir", dataDirectory), ("sqlite", sqlitePath), ("faults", faultsPath),
            ("seed", seed.map(String.init)),
        ]
        flags += texts.compactMap { name, text in text.map { "--\(name)=\($0)" } }
        flags += loadPaths.map { "--load=\($0)" }
        if sqliteSynchronous != standard.sqliteSynchronous {
            flags.append("--sqlite-synchronous=\(sqliteSynchronous.rawValue)")
        }
        if sqliteCheck { flags.append("--sqlite-check") }
        if sqliteAcceptLoss { flags.append("--sqlite-accept-loss") }
        if verbosity != standard.verbosity { flags.append("--v=\(verbosity)") }
        if logFormat != standard.logFormat { flags.append("--log-format=\(logFormat.rawValue)") }
        return flags + cluster.flags
    }
}
