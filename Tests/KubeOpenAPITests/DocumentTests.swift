import KubeAPI
import KubeJSON
import KubeRegistry
import Testing

@testable import KubeOpenAPI

@Suite struct `The documents of a server` {
    @Test func `are listed with their hashes, in byte order`() throws {
        var documents = try OpenAPIDocuments()

        let root = try JSONParser.parse(documents.v3Root())

        let paths = try #require(root["paths"]?.object)
        #expect(
            paths.keys == [
                "api", "api/v1", "apis", "apis/coordination.k8s.io", "apis/coordination.k8s.io/v1",
                "apis/coordination.k8s.io/v1beta1", "apis/events.k8s.io", "apis/events.k8s.io/v1",
                "version",
            ])
        for (key, entry) in paths {
            let document = documents.v3(key)
            let hash = try #require(document).hash
            #expect(entry["serverRelativeURL"]?.string == "/openapi/v3/\(key)?hash=\(hash)")
            #expect(hash.utf8.count == 128)
        }
    }

    @Test func `say which release the server speaks as`() throws {
        var documents = try OpenAPIDocuments(emulating: Release(1, 35))

        for document in try documents.allParsed() {
            let version = document["swagger"] == nil ? "1.35" : "v1.35.0"
            #expect(
                document["info"] == ["title": "Kubernetes", "version": .string(version)])
        }
        #expect(try documents.parsedV3("version")["openapi"] == "3.0.0")
        #expect(try documents.parsedV2()["swagger"] == "2.0")
    }

    @Test func `do not exist for what is not served`() throws {
        var documents = try OpenAPIDocuments(runtimeConfig: [])

        #expect(documents.v3("apis/coordination.k8s.io/v1beta1") == nil)
        #expect(documents.v3("") == nil)
        let definitions = try documents.parsedV2().definitions
        #expect(definitions["io.k8s.api.coordination.v1beta1.LeaseCandidate"] == nil)
        #expect(definitions["io.k8s.api.coordination.v1.Lease"] != nil)
    }

    @Test func `define everything that they refer to, and nothing else`() throws {
        var documents = try OpenAPIDocuments.ofEverything()

        for document in try documents.allParsed() {
            let prefix = document["swagger"] == nil ? "#/components/schemas/" : "#/definitions/"
            let defined = document.definitions.keys.map { prefix + $0 }
            #expect(Set(document.references) == Set(defined))
        }
    }

    @Test func `have what upstream keeps in maps in byte order`() throws {
        var documents = try OpenAPIDocuments()

        for document in try documents.allParsed() {
            var maps = [document["paths"]?.object, document.definitions]
            maps += document.definitions.map { $0.value["properties"]?.object }
            maps += document.operations.flatMap { path -> [JSONObject?] in
                let responses = path.operation["responses"]
                return [responses?.object, responses?["200"]?["content"]?.object]
            }
            for keys in maps.compactMap({ $0?.keys }) {
                #expect(keys == keys.sorted { $0.precedesBytewise($1) })
            }
        }
    }

    @Test func `have the members of upstream's types in their order`() throws {
        var documents = try OpenAPIDocuments()
        let v2 = try documents.parsedV2()
        let v3 = try documents.parsedV3("apis/coordination.k8s.io/v1")

        #expect(
            v2.object?.keys == [
                "swagger", "info", "paths", "definitions", "securityDefinitions", "security",
            ])
        #expect(v3.object?.keys == ["openapi", "info", "paths", "components"])
        let path = "/apis/coordination.k8s.io/v1/namespaces/{namespace}/leases"
        let (old, new) = (v2["paths"]?[path], v3["paths"]?[path])
        #expect(old?.object?.keys == ["get", "post", "delete", "parameters"])
        #expect(new?.object?.keys == ["get", "post", "delete", "parameters"])
        #expect(
            old?["post"]?.object?.keys == [
                "description", "consumes", "produces", "schemes", "tags", "operationId",
                "parameters", "responses", "x-kubernetes-action",
                "x-kubernetes-group-version-kind",
            ])
        #expect(
            new?["post"]?.object?.keys == [
                "tags", "description", "operationId", "parameters", "requestBody", "responses",
                "x-kubernetes-action", "x-kubernetes-group-version-kind",
            ])
        let parameters = [old, new].map { $0?["parameters"]?.array?.first?.object?.keys }
        #expect(
            parameters == [
                ["uniqueItems", "type", "description", "name", "in", "required"],
                ["name", "in", "description", "required", "schema"],
            ])
    }

    @Test func `have parameters in the order of their names, and media types as declared`() throws {
        var documents = try OpenAPIDocuments()
        let collection = "/apis/coordination.k8s.io/v1/watch/namespaces/{namespace}/leases"
        let v2 = try documents.parsedV2()

        for document in [v2, try documents.parsedV3("apis/coordination.k8s.io/v1")] {
            let items = document["paths"]?.object ?? JSONObject()
            let lists =
                items.map { $0.value["parameters"] }
                + document.operations.map { $0.operation["parameters"] }
            for names in lists.compactMap({ $0?.array?.compactMap { $0["name"]?.string } }) {
                #expect(names == names.sorted())
            }
        }
        #expect(
            v2["paths"]?[collection]?["get"]?["produces"] == [
                "application/json", "application/yaml", "application/vnd.kubernetes.protobuf",
                "application/json;stream=watch",
                "application/vnd.kubernetes.protobuf;stream=watch",
            ])
    }

    @Test func `have the members of schemas in their order`() throws {
        var documents = try OpenAPIDocuments()
        let definitions = try documents.parsedV3("apis/coordination.k8s.io/v1").definitions
        let list = definitions["io.k8s.api.coordination.v1.LeaseList"]
        let candidates = try documents.parsedV3("apis/coordination.k8s.io/v1").definitions[
            "io.k8s.apimachinery.pkg.apis.meta.v1.OwnerReference"]

        #expect(
            list?.object?.keys == [
                "description", "type", "required", "properties",
                "x-kubernetes-group-version-kind",
            ])
        #expect(
            list?["properties"]?["metadata"]?.object?.keys == ["description", "default", "allOf"])
        #expect(
            list?["properties"]?["items"]?.object?.keys.prefix(3) == [
                "description", "type", "items",
            ])
        #expect(
            candidates?.object?.keys == [
                "description", "type", "required", "properties", "x-kubernetes-map-type",
            ])
    }

    @Test(arguments: [(Release(1, 36), true), (Release(1, 35), false)])
    func `tell of the shards of a list where the release has them`(
        release: Release, hasShards: Bool
    ) throws {
        var documents = try OpenAPIDocuments(emulating: release)
        let definitions = try documents.parsedV3("apis/coordination.k8s.io/v1").definitions
        let meta = "io.k8s.apimachinery.pkg.apis.meta.v1."

        let properties = definitions[meta + "ListMeta"]?["properties"]
        #expect((properties?["shardInfo"] != nil) == hasShards)
        #expect((definitions[meta + "ShardInfo"] != nil) == hasShards)
    }
}

@Suite struct `The operations of a document` {
    @Test func `have identifiers of their own`() throws {
        var documents = try OpenAPIDocuments.ofEverything()

        let operations = try documents.parsedV2().operations
        let ids = operations.compactMap { $0.operation["operationId"]?.string }
        let newer = try documents.keys().flatMap { try documents.parsedV3($0).operations }

        #expect(ids.count == operations.count)
        #expect(Set(ids).count == ids.count)
        #expect(Set(newer.compactMap { $0.operation["operationId"]?.string }) == Set(ids))
    }

    @Test func `on leases are those of Kubernetes`() throws {
        var documents = try OpenAPIDocuments()

        let operations = try documents.parsedV3("apis/coordination.k8s.io/v1").operations

        let lines = operations.map { path, method, operation in
            let action = operation["x-kubernetes-action"]?.string ?? "-"
            return "\(method) \(path) \(operation["operationId"]?.string ?? "") \(action)"
        }
        let root = "/apis/coordination.k8s.io/v1"
        let namespaced = "namespaces/{namespace}/leases"
        #expect(
            lines.sorted() == [
                "delete \(root)/\(namespaced) deleteCoordinationV1CollectionNamespacedLease "
                    + "deletecollection",
                "delete \(root)/\(namespaced)/{name} deleteCoordinationV1NamespacedLease delete",
                "get \(root)/ getCoordinationV1APIResources -",
                "get \(root)/leases listCoordinationV1LeaseForAllNamespaces list",
                "get \(root)/\(namespaced) listCoordinationV1NamespacedLease list",
                "get \(root)/\(namespaced)/{name} readCoordinationV1NamespacedLease get",
                "get \(root)/watch/leases watchCoordinationV1LeaseListForAllNamespaces watchlist",
                "get \(root)/watch/\(namespaced) watchCoordinationV1NamespacedLeaseList watchlist",
                "get \(root)/watch/\(namespaced)/{name} watchCoordinationV1NamespacedLease watch",
                "patch \(root)/\(namespaced)/{name} patchCoordinationV1NamespacedLease patch",
                "post \(root)/\(namespaced) createCoordinationV1NamespacedLease post",
                "put \(root)/\(namespaced)/{name} replaceCoordinationV1NamespacedLease put",
            ])
    }

    @Test func `on namespaces are not in a namespace, and are on their parts too`() throws {
        var documents = try OpenAPIDocuments()

        let operations = try documents.parsedV3("api/v1").operations

        let ids = operations.filter { $0.path.hasPrefix("/api/v1/namespaces/{name}") }.compactMap {
            $0.operation["operationId"]?.string
        }
        #expect(
            ids.sorted() == [
                "deleteCoreV1Namespace", "patchCoreV1Namespace", "patchCoreV1NamespaceStatus",
                "readCoreV1Namespace", "readCoreV1NamespaceStatus", "replaceCoreV1Namespace",
                "replaceCoreV1NamespaceFinalize", "replaceCoreV1NamespaceStatus",
            ])
    }

    // Without it kubectl validates by itself instead of asking the server to.
    @Test func `that patch take fieldValidation and every kind of patch`() throws {
        var documents = try OpenAPIDocuments.ofEverything()

        let patches = try documents.allParsed().flatMap(\.operations).filter {
            $0.method == "patch"
        }

        #expect(!patches.isEmpty)
        for (path, _, operation) in patches {
            let names = operation["parameters"]?.array?.compactMap { $0["name"]?.string }
            #expect(names?.contains("fieldValidation") == true, "\(path)")
            let types =
                operation["consumes"]?.array?.compactMap(\.string)
                ?? operation[path: "requestBody", "content"]?.object?.keys
            #expect(types?.sorted() == MediaType.patches.sorted(), "\(path)")
        }
    }

    @Test func `declare every parameter of their path`() throws {
        var documents = try OpenAPIDocuments.ofEverything()

        for document in try documents.allParsed() {
            for (path, item) in try #require(document["paths"]?.object) {
                let declared = item["parameters"]?.array?.filter { $0["in"] == "path" } ?? []
                let names = declared.compactMap { $0["name"]?.string }
                let expected = ["name", "namespace"].filter { path.contains("{\($0)}") }
                #expect(names.sorted() == expected, "\(path)")
                #expect(declared.allSatisfy { $0["required"] == true })
            }
        }
    }

    @Test(arguments: [(Release(1, 36), true), (Release(1, 35), false)])
    func `take the parameters of the release`(release: Release, hasShards: Bool) throws {
        var documents = try OpenAPIDocuments(runtimeConfig: [], emulating: release)

        let item = try documents.parsedV3("apis/coordination.k8s.io/v1")[
            path: "paths", "/apis/coordination.k8s.io/v1/leases"]

        let names = item?["parameters"]?.array?.compactMap { $0["name"]?.string } ?? []
        #expect(names.contains("shardSelector") == hasShards)
        #expect(names.contains("labelSelector"))
    }
}
