/// The finalizers that stand for garbage collection.
enum Finalizer {
    static let orphan = "orphan"
    static let foreground = "foregroundDeletion"
}
