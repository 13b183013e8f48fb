/// A cluster as it was at an instant: a text that a person can read and edit.
///
/// It has a document for the cluster, with its version, seed, clock, rules and partitions, and one
/// for each object.
public struct ClusterSnapshot: Hashable, Sendable, CustomStringConvertible {
    /// The documents, in YAML; a snapshot may also be given in JSON.
    public var text: String

    /// The snapshot in `text`, which is understood when it is restored.
    public init(_ text: String) {
        self.text = text
    }

    /// The documents.
    public var description: String { text }
}
