package import KubeRegistry

/// What a request does, and to which object or collection.
///
/// A class, since it is passed on many times.
package final class ResourceAction: Sendable {
    /// What it does.
    package let verb: Verb
    /// What it does it to.
    package let target: Target

    init(verb: Verb, target: Target) {
        self.verb = verb
        self.target = target
    }
}
