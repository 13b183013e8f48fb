import KubeAPI

extension ControlCall {
    /// The lease that the placeholders `{namespace}` and `{lease}` name.
    var lease: NamespacedName { NamespacedName(namespace: self["namespace"], name: self["lease"]) }
}
