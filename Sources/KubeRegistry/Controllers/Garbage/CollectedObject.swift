package import KubeAPI
package import KubeStore

/// An object that the garbage collector has deleted, or begun to delete, and why.
package struct CollectedObject: Hashable, Sendable {
    package let key: ObjectKey

    /// What becomes of its own dependents.
    package let policy: DeleteOptions.PropagationPolicy

    /// The owners that it named, none of which is there to stay: `v1/Pod p (uid …)`.
    package let owners: [String]

    init(_ key: ObjectKey, _ policy: DeleteOptions.PropagationPolicy, of owners: [OwnerReference]) {
        self.key = key
        self.policy = policy
        self.owners = owners.map { "\($0.apiVersion)/\($0.kind) \($0.name) (uid \($0.uid))" }
    }
}
