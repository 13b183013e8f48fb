/// What came of running clients under many orders of their requests.
public struct Exploration: Hashable, Sendable {
    /// How many orders were run.
    public let runCount: Int

    /// Whether no order was left out.
    public let isComplete: Bool

    /// The shortest order under which something failed, the first of those that are equally short; nil
    /// when nothing did.
    public let failure: Failure?

    /// An order, and what failed under it.
    public struct Failure: Hashable, Sendable {
        /// The requests that were released, in this order, before it failed.
        public let releases: [Release]

        /// What failed, in words: the near miss of the condition.
        public let reason: String

        /// The names of the clients in the order in which their requests were released, which runs it
        /// again: `explore(…, orders: .only(failure.order))`.
        public var order: [String] { releases.map(\.client) }
    }

    /// A request that was held and then released.
    public struct Release: Hashable, Sendable {
        /// The name of the client.
        public let client: String

        /// What it asked for, in words, such as `update leases default/web for holder a at version 13`.
        public let summary: String
    }
}

extension Exploration: CustomStringConvertible {
    /// How many orders there were, and what failed under which.
    public var description: String {
        let runs = runCount == 1 ? "1 order" : "\(runCount) orders"
        let extent = isComplete ? "all there are" : "there are more"
        return failure.map { "\($0) (of \(runs), \(extent))" }
            ?? "nothing failed under \(runs), \(extent)"
    }
}

extension Exploration.Failure: CustomStringConvertible {
    /// The order, a line for each release, and what failed.
    public var description: String {
        let lines = releases.enumerated().map { "\n  \($0 + 1). \($1)" }.joined()
        return "this order fails:\(lines)\n  \(reason)"
    }
}

extension Exploration.Release: CustomStringConvertible {
    /// Such as `a: update leases default/web for holder a at version 13`.
    public var description: String { "\(client): \(summary)" }
}

/// Which orders of requests are run.
public enum ExploredOrders: Hashable, Sendable {
    /// Every order there is, but no more than so many.
    case all(atMost: Int)

    /// So many orders that follow from a seed.
    case random(Int, seed: UInt64)

    /// The one in which the clients are let go that are named, one request for each name; after the last
    /// name the first that waits goes on.
    case only([String])
}
