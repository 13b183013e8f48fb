/// How the holder of a lease is picked among its candidates.
package enum ElectionStrategy {
    /// The candidate with the lowest emulation version: the one strategy that Kubernetes defines.
    package static let oldestEmulationVersion = "OldestEmulationVersion"
}
