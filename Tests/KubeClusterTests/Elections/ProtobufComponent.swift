import KubeAPI
import KubeJSON
import KubeRegistry
import KubeTime

/// A component that takes part in coordinated elections as client-go does, in protobuf.
struct ProtobufComponent {
    let name: String
    let emulationVersion: String
    private(set) var isLeader = false
    private(set) var answeredPings = 0

    private var watch: ProtobufClient.Watch?
    /// When the current series of failed renewals began.
    private var failingSince: Timestamp?

    private static let candidates =
        "/apis/coordination.k8s.io/v1beta1/namespaces/default/leasecandidates"
    private static let lease = "/apis/coordination.k8s.io/v1/namespaces/default/leases/thing"
    private static let renewDeadline = Duration.seconds(10)

    init(_ name: String, emulationVersion: String) {
        self.name = name
        self.emulationVersion = emulationVersion
    }

    /// Watches its candidate and registers it.
    mutating func start(_ client: inout ProtobufClient) throws -> Int {
        watch = try client.watch(
            "\(Self.candidates)?watch=true&sendInitialEvents=true&allowWatchBookmarks=true"
                + "&resourceVersionMatch=NotOlderThan&fieldSelector=metadata.name=\(name)")
        let candidate: JSONValue = [
            "metadata": ["name": .string(name)],
            "spec": [
                "leaseName": "thing", "renewTime": Self.time(client.now),
                "binaryVersion": "1.36.0", "emulationVersion": .string(emulationVersion),
                "strategy": "OldestEmulationVersion",
            ],
        ]
        return try client.send("POST", Self.candidates, .leaseCandidateV1Beta1, candidate.object)
            .status
    }

    /// What it does every two seconds: answer pings, then renew the lease or yield it.
    mutating func step(_ client: inout ProtobufClient) throws {
        try answerPings(&client)
        var (status, lease) = try client.send("GET", Self.lease, .leaseV1)
        guard status == 200, case .object(var spec)? = lease["spec"],
            spec["holderIdentity"] == .string(name)
        else {
            isLeader = false
            return
        }
        guard spec["preferredHolder"] == nil else {
            return try stepDown(&client, lease)
        }
        spec["renewTime"] = Self.time(client.now)
        lease["spec"] = .object(spec)
        isLeader = try client.send("PUT", Self.lease, .leaseV1, lease).status == 200
    }

    private mutating func answerPings(_ client: inout ProtobufClient) throws {
        guard var watch else { return }
        let events = try client.events(&watch, .leaseCandidateV1Beta1)
        self.watch = watch
        for event in events where event.type == "MODIFIED" {
            var candidate = event.object
            guard case .object(var spec)? = candidate["spec"],
                let pingTime = spec["pingTime"]?.string,
                let renewTime = spec["renewTime"]?.string, renewTime < pingTime
            else { continue }
            spec["renewTime"] = Self.time(client.now)
            candidate["spec"] = .object(spec)
            let path = "\(Self.candidates)/\(name)"
            let answer = try client.send("PUT", path, .leaseCandidateV1Beta1, candidate)
            if answer.status == 200 { answeredPings += 1 }
        }
    }

    /// Gives the lease back once renewing has failed for long enough.
    private mutating func stepDown(
        _ client: inout ProtobufClient, _ lease: JSONObject
    ) throws {
        let start = failingSince ?? client.now
        failingSince = start
        guard client.now - start >= Self.renewDeadline else { return }
        var released = lease
        released["spec"] = [
            "holderIdentity": "", "leaseDurationSeconds": 1,
            "acquireTime": Self.time(client.now), "renewTime": Self.time(client.now),
            "leaseTransitions": 0,
        ]
        isLeader = try client.send("PUT", Self.lease, .leaseV1, released).status != 200
    }

    private static func time(_ instant: Timestamp) -> JSONValue {
        .string(TimeFormat.microseconds.format(instant))
    }
}
