/// The manifest of a Lease.
func lease(_ name: String, holder: String) -> String {
    """
    apiVersion: coordination.k8s.io/v1
    kind: Lease
    metadata:
      name: \(name)
      labels:
        app: \(name)-app
    spec:
      holderIdentity: \(holder)
      leaseDurationSeconds: 15

    """
}

/// The manifest of a Lease whose `spec` has a field that there is not.
let misspelledLease = """
    apiVersion: coordination.k8s.io/v1
    kind: Lease
    metadata:
      name: misspelled
    spec:
      holder: alice

    """

/// The manifest of an Event that tells of the Lease with this name and UID.
func event(about lease: String, uid: String) -> String {
    """
    apiVersion: v1
    kind: Event
    metadata:
      name: \(lease).1
    involvedObject:
      apiVersion: coordination.k8s.io/v1
      kind: Lease
      name: \(lease)
      namespace: default
      uid: \(uid)
    type: Normal
    reason: LeaderElection
    message: alice became leader
    count: 1
    firstTimestamp: "2026-01-01T00:00:00Z"
    lastTimestamp: "2026-01-01T00:00:00Z"
    source:
      component: tester

    """
}
