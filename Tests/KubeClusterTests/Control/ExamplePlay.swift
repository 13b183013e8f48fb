import KubeJSON
import KubeTestSupport
import Testing

@testable import KubeCluster

/// A host in which there is what the examples of the control API speak of.
enum ExamplePlay {
    /// A host in which the lease `app` has a holder and a candidate, and in which what stands for the
    /// placeholders of `template` exists.
    static func make(for template: String) throws -> HostPlay {
        var play = try HostPlay(elects: true)
        _ = try play.ask(
            "POST",
            "/apis/coordination.k8s.io/v1beta1/namespaces/default/leasecandidates",
            """
            {"metadata":{"name":"one"},"spec":{"leaseName":"app","binaryVersion":"1.1.0",
            "emulationVersion":"1.1.0","strategy":"OldestEmulationVersion",
            "renewTime":"2026-01-01T00:00:00.000000Z"}}
            """)
        try prepare(template, &play)
        return play
    }

    private static func prepare(_ template: String, _ play: inout HostPlay) throws {
        switch template {
        case "/fake/clusters/{name}": _ = try play.ask("POST", "/fake/clusters", #"{"name":"a"}"#)
        case "/fake/faults/{name}":
            _ = try play.ask(
                "POST", "/fake/faults", #"{"name":"lose-renewal","do":{"reset":true}}"#)
        case "/fake/partitions/{client}":
            _ = try play.ask("POST", "/fake/partitions", #"{"client":"a"}"#)
        case "/fake/held/{id}", "/fake/held":
            _ = try play.ask("POST", "/fake/faults", #"{"do":{"hold":true}}"#)
            _ = try play.send("GET", APIClient.leases)
        case "/fake/watches/{id}", "/fake/watches":
            _ = try play.send("GET", "\(APIClient.leases)?watch=true")
        case "/fake/requests":
            _ = try play.ask("POST", "/as/a\(APIClient.leases)", #"{"metadata":{"name":"b"}}"#)
        default: break
        }
    }
}
