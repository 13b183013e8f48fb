import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeTestSupport
import Testing

/// What kube-scheduler 1.36 asks when it starts, in its order, as a real server's audit log shows it.
@Suite struct `A scheduler that starts` {
    private var client: ProtobufClient

    private static let leases = "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases"
    private static let candidates =
        "/apis/coordination.k8s.io/v1beta1/namespaces/kube-system/leasecandidates"

    /// How client-go watches from the beginning since it knows how.
    private static let watchList =
        "allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan&sendInitialEvents=true"
        + "&timeoutSeconds=400&watch=true"

    /// The kinds that it waits for before it takes part in an election.
    private static let caches = [
        "/api/v1/namespaces", "/api/v1/nodes", "/api/v1/persistentvolumeclaims",
        "/api/v1/persistentvolumes", "/api/v1/replicationcontrollers", "/api/v1/services",
        "/apis/apps/v1/replicasets", "/apis/apps/v1/statefulsets",
        "/apis/policy/v1/poddisruptionbudgets", "/apis/resource.k8s.io/v1/deviceclasses",
        "/apis/resource.k8s.io/v1/resourceclaims", "/apis/resource.k8s.io/v1/resourceslices",
        "/apis/storage.k8s.io/v1/csidrivers", "/apis/storage.k8s.io/v1/csinodes",
        "/apis/storage.k8s.io/v1/csistoragecapacities", "/apis/storage.k8s.io/v1/storageclasses",
        "/apis/storage.k8s.io/v1/volumeattachments",
    ]

    init() throws {
        client = try ProtobufClient()
    }

    @Test mutating func `fills its caches and leads`() throws {
        // Is the newer events API there?
        let events = try client.send("GET", "/apis/events.k8s.io/v1", .apiResourceList)
        #expect(events.status == 200)
        var candidates = try client.watch(
            "\(Self.candidates)?\(Self.watchList)&fieldSelector=metadata.name%3Dscheduler-1")
        #expect(try endsInitialEvents(&candidates))

        let pods = "fieldSelector=status.phase%21%3DSucceeded%2Cstatus.phase%21%3DFailed"
        for path in Self.caches.map({ "\($0)?" }) + ["/api/v1/pods?\(pods)&"] {
            var watch = try client.watch(path + Self.watchList)
            #expect(try endsInitialEvents(&watch), "\(path)")
        }

        #expect(try client.send("GET", "\(Self.leases)/kube-scheduler", .leaseV1).status == 404)
        #expect(try create(candidate: "scheduler-1") == 201)
        client.sleep(.milliseconds(50))
        var lease = try client.send("GET", "\(Self.leases)/kube-scheduler", .leaseV1).object
        #expect(lease["spec"]?["holderIdentity"] == "scheduler-1")

        client.sleep(.seconds(2))
        var spec = lease["spec"]?.object ?? JSONObject()
        spec["renewTime"] = .string(TimeFormat.microseconds.format(client.now))
        lease["spec"] = .object(spec)
        let path = "\(Self.leases)/kube-scheduler"
        #expect(try client.send("PUT", path, .leaseV1, lease).status == 200)
        #expect(try create(event: "kube-scheduler.1", about: "kube-scheduler") == 201)
    }

    /// Whether the watch says where the objects end that there are.
    private mutating func endsInitialEvents(_ watch: inout ProtobufClient.Watch) throws -> Bool {
        // Of all objects only the metadata count here.
        let last = try client.events(&watch, .partialObjectMetadata).last
        return last?.type == "BOOKMARK"
            && last?.object["metadata"]?["annotations"]?["k8s.io/initial-events-end"] == "true"
    }

    private mutating func create(candidate name: String) throws -> Int {
        let now = JSONValue.string(TimeFormat.microseconds.format(client.now))
        return try client.send(
            "POST", Self.candidates, .leaseCandidateV1Beta1,
            [
                "metadata": ["name": .string(name), "namespace": "kube-system"],
                "spec": [
                    "leaseName": "kube-scheduler", "renewTime": now, "binaryVersion": "1.36.2",
                    "emulationVersion": "1.36.0", "strategy": "OldestEmulationVersion",
                ],
            ]
        ).status
    }

    private mutating func create(event name: String, about lease: String) throws -> Int {
        try client.send(
            "POST", "/apis/events.k8s.io/v1/namespaces/kube-system/events", .eventsEventV1,
            [
                "metadata": ["name": .string(name), "namespace": "kube-system"],
                "eventTime": .string(TimeFormat.microseconds.format(client.now)),
                "reportingController": "default-scheduler",
                "reportingInstance": "default-scheduler-host", "action": "LeaderElection",
                "reason": "LeaderElection", "note": "became leader", "type": "Normal",
                "regarding": [
                    "kind": "Lease", "apiVersion": "coordination.k8s.io/v1",
                    "name": .string(lease), "namespace": "kube-system",
                ],
            ]
        ).status
    }
}
