import KubeJSON

extension ClusterOptions {
    /// The flags that spell what differs from the default.
    package var flags: [String] {
        let standard = ClusterOptions()
        var flags = featureGates.flagValues.map { "--feature-gates=\($0)" }
        flags += runtimeConfig.map { "--runtime-config=\($0.flagValue)" }
        if let emulatedVersion { flags.append("--emulated-version=\(emulatedVersion)") }
        if clock != standard.clock { flags += clock.flags.split(separator: " ").map(String.init) }
        if let firstResourceVersion {
            flags.append("--first-resource-version=\(firstResourceVersion)")
        }
        if !enableAdmissionPlugins.isEmpty {
            flags.append(
                "--enable-admission-plugins=\(enableAdmissionPlugins.joined(separator: ","))")
        }
        if journalRequests != standard.journalRequests {
            flags.append("--journal-requests=\(journalRequests)")
        }
        return flags + switches(standard) + durations(standard)
    }

    private func switches(_ standard: ClusterOptions) -> [String] {
        let all: [(String, KeyPath<ClusterOptions, Bool>)] = [
            ("coordinated-leader-election", \.coordinated),
            (
                "runtime-config-emulation-forward-compatible",
                \.runtimeConfigEmulationForwardCompatible
            ),
            ("election-events", \.electionEvents), ("controllers", \.runsControllers),
            ("control-api", \.servesControlAPI),
        ]
        return all.filter { self[keyPath: $0.1] != standard[keyPath: $0.1] }
            .map { "--\($0.0)=\(self[keyPath: $0.1])" }
    }

    private func durations(_ standard: ClusterOptions) -> [String] {
        let all: [(String, KeyPath<ClusterOptions, Duration>)] = [
            ("lease-duration", \.coordinatedLeadershipLeaseDuration),
            ("renew-deadline", \.coordinatedLeadershipRenewDeadline),
            ("retry-period", \.coordinatedLeadershipRetryPeriod),
        ]
        return all.filter { self[keyPath: $0.1] != standard[keyPath: $0.1] }
            .map { "--coordinated-leadership-\($0.0)=\(GoDuration(self[keyPath: $0.1]))" }
    }
}
