import KubeEndpoints

/// What goes wrong with a watch, and by which rule; nil when by none.
struct ArmedWatch: Sendable {
    let rule: String?
    var fault: WatchFault
}
