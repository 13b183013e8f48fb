#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// Leadership was lost before the work that needed it had ended.
public struct LeadershipLostError: Error, Hashable, CustomStringConvertible, LocalizedError {
    /// Which leadership it was.
    public var leadership: Leadership

    /// Why it was lost.
    public var loss: LeadershipLoss

    /// Such as `me does not lead kube-system/widget any more: the lease could not be renewed in time`.
    public var description: String {
        "\(leadership.identity) does not lead \(leadership.namespace)/\(leadership.leaseName) "
            + "any more: \(loss)"
    }

    /// The same as ``description``.
    public var errorDescription: String? { description }
}
