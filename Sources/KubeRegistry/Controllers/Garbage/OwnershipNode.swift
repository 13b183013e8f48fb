import KubeJSON

/// What the garbage collector has to know of an object that has owners, or waits for its dependents.
struct OwnershipNode: Sendable {
    let uid: String
    let owners: [OwnerReference]

    /// What the object waits for before it goes; nil when it does not wait.
    let departure: Departure?

    /// What the collector does with the dependents of an object whose deletion was asked for.
    enum Departure: Sendable {
        /// They are deleted first (`foregroundDeletion`).
        case foreground
        /// They lose their references to it first (`orphan`).
        case orphan

        /// What the finalizers of `object` ask for; nil when it is not being deleted, or they ask for
        /// nothing.
        init?(of object: JSONObject) {
            guard object.isTerminating else { return nil }
            let finalizers = object.finalizers
            if finalizers.contains(Finalizer.orphan) {
                self = .orphan
            } else if finalizers.contains(Finalizer.foreground) {
                self = .foreground
            } else {
                return nil
            }
        }
    }

    /// The node of `object`; nil when it has no owners and waits for nothing.
    init?(_ object: JSONObject) {
        uid = object.metadataText("uid")
        owners = OwnerReference.all(of: object)
        departure = Departure(of: object)
        if owners.isEmpty, departure == nil { return nil }
    }
}
