import KubeTime

/// A part of a cluster that a reset brings back to how it was at first.
public struct ResetScope: Sendable {
    /// What the control API calls it.
    public let name: String

    let reset: @Sendable (inout Cluster, Timestamp) -> Void

    /// The part called `name`, which `reset` brings back.
    init(_ name: String, reset: @escaping @Sendable (inout Cluster, Timestamp) -> Void) {
        self.name = name
        self.reset = reset
    }

    /// All of them, in the order in which they are brought back: objects are made by the clock.
    ///
    /// An ability with state of its own declares its scope in its folder, and adds it here.
    public static let all: [ResetScope] = [.faults, .clock, .objects, .journal]
}

extension ResetScope: Hashable {
    /// Whether both are the same part.
    public static func == (left: ResetScope, right: ResetScope) -> Bool { left.name == right.name }

    /// Adds what tells the part from others.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
