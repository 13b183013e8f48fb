import KubeEndpoints
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import Testing

/// What a program of controller-runtime asks when it starts: discovery for its mapper, a list or a
/// watch for each informer, the lease of its election, and events about it.
@Suite struct `A controller that starts` {
    private var host: TestHost

    private static let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"
    private static let aggregated =
        "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
        + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,"
        + "application/json"

    init() throws {
        host = try TestHost()
    }

    @Test(arguments: [aggregated, "application/json"])
    mutating func `finds the kinds that it is about`(accept: String) throws {
        for path in ["/api", "/apis"] {
            let answer = try answer("GET", path, accept: accept)
            #expect(answer.status == 200)
        }
        for (path, name) in [
            ("/api/v1", "pods"), ("/apis/apps/v1", "deployments"),
            ("/apis/rbac.authorization.k8s.io/v1", "roles"),
            ("/apis/apiextensions.k8s.io/v1", "customresourcedefinitions"),
            ("/apis/coordination.k8s.io/v1", "leases"),
        ] {
            let resources = try answer("GET", path, accept: accept).document["resources"]?.array
            let resource = resources?.first { $0["name"] == .string(name) }
            let verbs = resource?["verbs"]?.array ?? []
            #expect(verbs.contains("list") && verbs.contains("watch"), "\(name)")
        }
    }

    @Test(arguments: [
        "/apis/apps/v1/deployments", "/api/v1/secrets", "/api/v1/namespaces/default/configmaps",
        "/apis/batch/v1/jobs", "/apis/networking.k8s.io/v1/ingresses",
    ])
    mutating func `fills its informers, and hears of nothing`(path: String) throws {
        let list = try answer("GET", "\(path)?limit=500&resourceVersion=0")
        #expect(list.status == 200)
        #expect(list.document["items"] == [])
        let version = try #require(list.document["metadata"]?["resourceVersion"]?.string)

        let request = try HTTPRequest(
            "GET",
            "\(path)?allowWatchBookmarks=true&resourceVersion=\(version)&timeoutSeconds=500"
                + "&watch=true", fields: ["Accept": "application/json"])
        var (head, stream) = try host.answer(request)
        #expect(head.status == 200)
        #expect(head.body.isEmpty)
        #expect(stream != nil)

        // Others' leases are none of its business; but once a minute it hears how far the store is.
        #expect(try answer("POST", Self.leases, body: Self.lease("other")).status == 201)
        guard case .bytes(let bytes) = host.receive(&stream, patience: .seconds(61)) else {
            Issue.record("no bookmark comes")
            return
        }
        let event = try JSONParser.parse(bytes.dropLast())
        #expect(event["type"] == "BOOKMARK")
    }

    @Test mutating func `leads, and says so`() throws {
        let path = "\(Self.leases)/app"
        #expect(try answer("GET", path).status == 404)
        var lease = try answer("POST", Self.leases, body: Self.lease("app")).document
        #expect(lease["spec"]?["holderIdentity"] == "me")

        let event: JSONValue = [
            "metadata": ["name": "app.1", "namespace": "default"],
            "involvedObject": [
                "kind": "Lease", "namespace": "default", "name": "app",
                "apiVersion": "coordination.k8s.io/v1",
            ],
            "reason": "LeaderElection", "message": "me became leader", "type": "Normal",
        ]
        #expect(
            try answer("POST", "/api/v1/namespaces/default/events", body: event).status == 201)

        host.sleep(.seconds(2))
        lease = try answer("GET", path).document
        #expect(try answer("PUT", path, body: lease).status == 200)
    }

    private static func lease(_ name: String) -> JSONValue {
        [
            "metadata": ["name": .string(name), "namespace": "default"],
            "spec": ["holderIdentity": "me", "leaseDurationSeconds": 15],
        ]
    }

    private mutating func answer(
        _ method: String, _ path: String, accept: String = "application/json",
        body: JSONValue? = nil
    ) throws -> (status: Int, document: JSONValue) {
        let request = try HTTPRequest(
            method, path, body.map { JSONWriter.encode($0) } ?? [],
            fields: ["Accept": accept, "Content-Type": "application/json"])
        let (response, _) = try host.answer(request)
        return (response.status, try JSONParser.parse(response.body))
    }
}
