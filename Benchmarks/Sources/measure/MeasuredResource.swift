/// A resource whose lists, tables and watches are measured.
enum MeasuredResource: String, CaseIterable {
    case lease, candidate

    /// Serves both, and lets nobody write but the measurement.
    static let flags = [
        "--feature-gates=CoordinatedLeaderElection=false",
        "--runtime-config=coordination.k8s.io/v1beta1=true",
    ]

    var path: String {
        switch self {
        case .lease: "/apis/coordination.k8s.io/v1/namespaces/default/leases"
        case .candidate: "/apis/coordination.k8s.io/v1beta1/namespaces/default/leasecandidates"
        }
    }

    private var spec: String {
        switch self {
        case .lease:
            #""holderIdentity":"host-1_6e1f","leaseDurationSeconds":15,"leaseTransitions":1,"#
                + #""acquireTime":"2026-01-01T00:00:00.000001Z""#
        case .candidate:
            #""leaseName":"l","binaryVersion":"1.36.0","emulationVersion":"1.35.0","#
                + #""strategy":"OldestEmulationVersion""#
        }
    }

    /// Creates an object; the names count from 0.
    @discardableResult
    func create(_ index: Int, on connection: Connection) -> Answer {
        connection.ask(
            "POST", path,
            #"{"metadata":{"name":"o\#(index)"},"spec":{\#(spec),\#(renewTime(0))}}"#)
    }

    /// Renews an object, as its holder does; another `number` makes it a change.
    @discardableResult
    func renew(_ index: Int, _ number: Int, on connection: Connection) -> Answer {
        connection.ask(
            "PATCH", "\(path)/o\(index)", "{\"spec\":{\(renewTime(number))}}",
            type: "application/merge-patch+json")
    }

    private func renewTime(_ number: Int) -> String {
        let digits = String(1_000_000 + number % 1_000_000).dropFirst()
        return #""renewTime":"2026-01-01T00:00:00.\#(digits)Z""#
    }
}
