package import KubeTime

/// Where the revisions of a run begin that clients may have known before.
///
/// A client that watches from the last version it saw hears nothing from a server that has not come so
/// far. So a later run begins where no earlier one can have come: its clients are told that their version
/// is too old (`410 Expired`), and list again. In a real cluster etcd goes on counting.
package enum FirstRevision {
    /// The first revision in a new cluster: with this the first object is written.
    package static let ofNewCluster: UInt64 = 2

    /// What `--first-resource-version` may be; there are as many revisions above it as up to it.
    package static let allowed: ClosedRange<UInt64> = 1...(1 << 62)

    /// The start of 2026, before which no run of this program can have begun.
    private static let origin = Timestamp(seconds: 1_767_225_600)

    /// Microseconds for each revision: 100,000 revisions a second.
    ///
    /// That is several times as many writes as one server takes, so that a run never overtakes its time. The
    /// numbers have 13 digits for 300 years, and can be held exactly by clients that take them for
    /// floating-point numbers (up to 2^53) for 2,800.
    private static let microsecondsPerRevision: Int64 = 10

    /// The first revision of a run that begins when the machine's clock shows `wall`.
    package static func following(_ wall: Timestamp) -> UInt64 {
        let passed = max(0, (wall - origin).microseconds / microsecondsPerRevision)
        return ofNewCluster + UInt64(passed)
    }

    /// What is wrong with the value of `--first-resource-version`.
    static func complaints(about wanted: UInt64?) -> [String] {
        guard let wanted, !allowed.contains(wanted) else { return [] }
        return [
            "--first-resource-version \(wanted) must be between \(allowed.lowerBound) and "
                + "\(allowed.upperBound), inclusive"
        ]
    }
}
