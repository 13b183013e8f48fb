import KubeTime

/// What can be chosen about a coordinator.
package struct CoordinatorConfiguration: Sendable {
    /// Who it is as holder of `kube-system/leader-election-controller`.
    package var identity: String
    /// How long others wait before they take its lease.
    package var leaseDuration: Duration
    /// How long it tries to renew its lease before it stops working.
    package var renewDeadline: Duration
    /// How long it pauses between attempts to take or renew its lease.
    package var retryPeriod: Duration
    /// How often expired candidates are deleted.
    package var collectionPeriod: Duration
    /// Whether strategies are resolved and answers recognised as release 1.31 did.
    package var emulates131: Bool

    /// A configuration with kube-apiserver's defaults.
    package init(
        identity: String,
        leaseDuration: Duration = .seconds(15),
        renewDeadline: Duration = .seconds(10),
        retryPeriod: Duration = .seconds(2),
        collectionPeriod: Duration = .seconds(30 * 60),
        emulates131: Bool = false
    ) {
        self.identity = identity
        self.leaseDuration = leaseDuration
        self.renewDeadline = renewDeadline
        self.retryPeriod = retryPeriod
        self.collectionPeriod = collectionPeriod
        self.emulates131 = emulates131
    }
}
