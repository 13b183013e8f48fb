/// Which cluster; never used again for another one.
package struct ClusterID: Hashable, Comparable, Sendable {
    let number: UInt64

    /// The cluster at `/`.
    package static let `default` = ClusterID(number: 0)

    package static func < (left: ClusterID, right: ClusterID) -> Bool { left.number < right.number }
}
