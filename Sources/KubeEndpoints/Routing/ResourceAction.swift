package import KubeRegistry

/// What a request does, and to which object or collection.
package struct ResourceAction: Sendable {
    /// What it does.
    package let verb: Verb
    /// What it does it to.
    package let target: Target
}
