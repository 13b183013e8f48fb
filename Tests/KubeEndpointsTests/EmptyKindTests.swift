import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeStore
import KubeTestSupport
import KubeTime
import Testing

@testable import KubeEndpoints

@Suite struct `An empty kind` {
    private var server: ServerFixture
    private let revision: String

    private static let pods = "/api/v1/namespaces/default/pods"
    private static let protobuf = "application/vnd.kubernetes.protobuf"

    init() throws {
        server = try ServerFixture()
        revision = String(server.registry.store.revision)
    }

    private mutating func document(
        _ target: String, accept: String = "application/json"
    ) throws -> JSONValue {
        try JSONParser.parse(try server.respond("GET", target, accept: accept).body)
    }

    // MARK: Lists

    @Test(arguments: [
        ("/api/v1/pods", "PodList", "v1"), (pods, "PodList", "v1"),
        ("/api/v1/namespaces/nowhere/pods?limit=500&resourceVersion=0", "PodList", "v1"),
        ("/api/v1/nodes?labelSelector=a=b", "NodeList", "v1"),
        ("/apis/apps/v1/deployments?fieldSelector=metadata.name=a", "DeploymentList", "apps/v1"),
        (
            "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
            "CustomResourceDefinitionList", "apiextensions.k8s.io/v1"
        ),
        ("/api/v1/componentstatuses", "ComponentStatusList", "v1"),
    ])
    mutating func `is listed as empty`(target: String, kind: String, version: String) throws {
        #expect(
            try document(target) == [
                "kind": .string(kind), "apiVersion": .string(version),
                "metadata": ["resourceVersion": .string(revision)], "items": [],
            ])
    }

    @Test mutating func `is listed in protobuf`() throws {
        let response = try server.respond("GET", Self.pods, accept: Self.protobuf)

        let envelope = try ProtobufEnvelope(reading: response.body)
        #expect(envelope.kind == "PodList")
        #expect(envelope.apiVersion == "v1")
        let list = try ObjectProtobufDecoder.decode(
            envelope.content, as: Kind.partialObjectMetadata.list.schema)
        #expect(list["metadata"]?["resourceVersion"] == .string(revision))
        #expect(list["items"]?.array?.isEmpty ?? true)
    }

    @Test mutating func `is a table without rows`() throws {
        let table = try document(
            Self.pods, accept: "application/json;as=Table;g=meta.k8s.io;v=v1")

        #expect(table["rows"] == [])
        let columns = table["columnDefinitions"]?.array ?? []
        #expect(columns.map { $0["name"] } == ["Name", "Created At"])
        #expect(columns.map { $0["type"] } == ["string", "date"])
    }

    @Test mutating func `is a list of metadata`() throws {
        let list = try document(
            Self.pods, accept: "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1")

        #expect(list["kind"] == "PartialObjectMetadataList")
        #expect(list["items"] == .null)
    }

    @Test(arguments: [
        ("?resourceVersion=x", 400), ("?limit=x", 400), ("?continue=x", 400),
        ("?labelSelector=!!", 400), ("?fieldSelector=a=b", 400),
        ("?resourceVersionMatch=Exact", 422),
    ])
    mutating func `takes no more nonsense than others`(suffix: String, status: Int) throws {
        let pods = try server.respond("GET", Self.pods + suffix)
        let leases = try server.respond("GET", ServerFixture.leases + suffix)

        #expect(pods.status == status)
        #expect(leases.status == status)
    }

    @Test(arguments: [
        "/api/v1/pods?fieldSelector=status.phase!=Succeeded,status.phase!=Failed",
        "/api/v1/pods?fieldSelector=spec.nodeName=a", "/api/v1/secrets?fieldSelector=type=x",
        "/api/v1/nodes?fieldSelector=spec.unschedulable=false",
        "/apis/resource.k8s.io/v1/resourceslices?fieldSelector=spec.driver=a",
    ])
    mutating func `can be selected by the fields of the kind`(target: String) throws {
        #expect(try server.respond("GET", target).status == 200)
    }

    // MARK: Watches

    @Test mutating func `is watched, with a bookmark where nothing begins`() throws {
        let (head, body) = try server.watch(
            "\(Self.pods)?watch=true&sendInitialEvents=true&allowWatchBookmarks=true"
                + "&resourceVersionMatch=NotOlderThan", accept: "application/json"
        ) { _ in }

        #expect(head.status == 200)
        #expect(
            try JSONParser.parse(body.dropLast()) == [
                "type": "BOOKMARK",
                "object": [
                    "kind": "Pod", "apiVersion": "v1",
                    "metadata": [
                        "resourceVersion": .string(revision),
                        "annotations": ["k8s.io/initial-events-end": "true"],
                    ],
                ],
            ])
    }

    @Test mutating func `is watched in protobuf`() throws {
        let (_, body) = try server.watch(
            "/apis/apps/v1/replicasets?watch=true&sendInitialEvents=true"
                + "&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan",
            accept: "\(Self.protobuf);stream=watch"
        ) { _ in }

        let events = try ProtobufWatchEvent.all(in: body)
        #expect(events.map(\.type) == ["BOOKMARK"])
        #expect(events.map(\.object.kind) == ["ReplicaSet"])
        #expect(events.map(\.object.apiVersion) == ["apps/v1"])
    }

    @Test mutating func `tells its watches the version of the store now and then`() throws {
        let (_, body) = try server.watch(
            "\(Self.pods)?watch=true&allowWatchBookmarks=true&resourceVersion=\(revision)",
            accept: "application/json"
        ) { server in
            try server.create("a")
            server.now = server.now + .seconds(60)
        }

        let bookmark = try JSONParser.parse(body.dropLast())
        #expect(bookmark["type"] == "BOOKMARK")
        let version = bookmark["object"]?["metadata"]?["resourceVersion"]?.string
        #expect(version == String(server.registry.store.revision))
        #expect(version != revision)
    }

    @Test mutating func `is watched at the older paths too`() throws {
        let (head, body) = try server.watch(
            "/api/v1/watch/namespaces/default/pods", accept: "application/json"
        ) { _ = try $0.create("a") }

        #expect(head.status == 200)
        #expect(body.isEmpty)
    }

    // MARK: Objects

    @Test mutating func `has no object of any name`() throws {
        let response = try server.respond("GET", "/apis/apps/v1/namespaces/default/deployments/a")

        #expect(response.status == 404)
        #expect(
            try JSONParser.parse(response.body) == [
                "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Failure",
                "message": "deployments.apps \"a\" not found", "reason": "NotFound",
                "details": ["name": "a", "group": "apps", "kind": "deployments"], "code": 404,
            ])
    }

    @Test(arguments: [
        ("POST", pods), ("DELETE", pods), ("PUT", "\(pods)/a"), ("PATCH", "\(pods)/a"),
        ("DELETE", "\(pods)/a"), ("POST", "\(pods)/a/eviction"), ("PUT", "\(pods)/a/status"),
        ("POST", "/api/v1/pods"),
    ])
    mutating func `is not written, which says who would do it`(
        method: String, target: String
    ) throws {
        let isPatch = method == "PATCH"
        let response = try server.respond(
            method, target, contentType: isPatch ? "application/merge-patch+json" : nil,
            body: Array("{}".utf8))

        #expect(response.status == 405)
        let status = try JSONParser.parse(response.body)
        #expect(status["reason"] == "MethodNotAllowed")
        #expect(
            status["message"]
                == .string(
                    "the server does not allow this method on the requested resource: "
                        + "fake-apiserver is for tests of leader election; it stores events, "
                        + "leasecandidates, leases and namespaces, and all other kinds are empty; "
                        + "for pods use a real kube-apiserver, such as that of envtest or kind"))
    }

    @Test(arguments: [
        ("/api/v1/namespaces/default/pods/a/log", 404), ("/api/v1/pods/a", 404),
        ("/api/v1/namespaces/default/nodes", 404), ("/api/v1/nopes", 404),
        ("/apis/apps/v1/namespaces/default/pods", 404), ("/apis/apps/v2/deployments", 404),
        ("/apis/authentication.k8s.io/v1/tokenreviews", 405),
        ("/apis/authentication.k8s.io/v1/tokenreviews/a", 404),
        ("/api/v1/componentstatuses?watch=true", 405),
    ])
    mutating func `has no other paths than the real one`(target: String, status: Int) throws {
        let response = try server.respond("GET", target)

        #expect(response.status == status)
        let message = try JSONParser.parse(response.body)["message"]?.string ?? ""
        #expect(!message.contains("fake-apiserver"))
    }

    @Test mutating func `warns of what is deprecated`() throws {
        let response = try server.respond("GET", "/api/v1/endpoints")

        #expect(
            response.fields["Warning"]
                == "299 - \"v1 Endpoints is deprecated in v1.33+; "
                + "use discovery.k8s.io/v1 EndpointSlice\"")
    }
}

@Suite struct `Discovery of what is empty` {
    private static let v2 = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"
    private var server: NonResourceFixture

    init() throws {
        server = try NonResourceFixture()
    }

    @Test mutating func `tells names, scope and what can be read`() throws {
        let list = try JSONParser.parse(try server.text("/apis/apps/v1"))

        #expect(
            list["resources"]?.array?.last == [
                "name": "statefulsets", "singularName": "statefulset", "namespaced": true,
                "kind": "StatefulSet", "verbs": ["get", "list", "watch"], "shortNames": ["sts"],
                "categories": ["all"], "storageVersionHash": "H+vl74LkKdo=",
            ])
    }

    @Test mutating func `tells the same in one document`() throws {
        let list = try JSONParser.parse(try server.text("/apis", ["Accept": Self.v2]))

        let apps = list["items"]?.array?.first { $0["metadata"]?["name"] == "apps" }
        #expect(
            apps?["versions"]?.array?.first?["resources"]?.array?.last == [
                "resource": "statefulsets",
                "responseKind": ["group": "", "version": "", "kind": "StatefulSet"],
                "scope": "Namespaced", "singularResource": "statefulset",
                "verbs": ["get", "list", "watch"], "shortNames": ["sts"], "categories": ["all"],
            ])
    }

    @Test mutating func `says of what cannot be stored that it can be created`() throws {
        let list = try JSONParser.parse(try server.text("/apis/authorization.k8s.io/v1"))

        #expect(
            list["resources"]?.array?.last == [
                "name": "subjectaccessreviews", "singularName": "subjectaccessreview",
                "namespaced": false, "kind": "SubjectAccessReview", "verbs": ["create"],
            ])
    }

    // The hashes of a real server.
    @Test(arguments: [
        ("/api/v1", "pods", "xPOwRZ+Yhw8="), ("/apis/apps/v1", "deployments", "8aSe+NMegvE="),
        ("/apis/autoscaling/v1", "horizontalpodautoscalers", "qwQve8ut294="),
        ("/apis/batch/v1", "jobs", "mudhfqk/qZY="),
    ])
    mutating func `shows the storage version`(path: String, name: String, hash: String) throws {
        let list = try JSONParser.parse(try server.text(path))

        let resource = list["resources"]?.array?.first { $0["name"] == .string(name) }
        #expect(resource?["storageVersionHash"] == .string(hash))
    }

    @Test mutating func `is written in protobuf`() throws {
        for path in ["/api", "/apis"] {
            let accept = Self.v2.replacing("json", with: "vnd.kubernetes.protobuf")
            let response = try server.respond("GET", path, ["Accept": accept])
            #expect(response.status == 200)
            #expect(try ProtobufEnvelope(reading: response.body).kind == "APIGroupDiscoveryList")
        }
    }

    @Test mutating func `leaves OpenAPI to what has a schema`() throws {
        let index = try JSONParser.parse(try server.text("/openapi/v3"))

        #expect(index["paths"]?["apis/coordination.k8s.io/v1"] != nil)
        #expect(index["paths"]?["apis/apps/v1"] == nil)
        #expect(try !server.text("/openapi/v2").contains("/apis/apps"))
    }
}
