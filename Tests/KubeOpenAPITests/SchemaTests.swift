import KubeAPI
import KubeJSON
import KubeRegistry
import Testing

@testable import KubeOpenAPI

@Suite struct `The definition of a schema` {
    @Test func `lists the fields of a lease's specification`() throws {
        var documents = try OpenAPIDocuments()

        let spec = try documents.parsedV3("apis/coordination.k8s.io/v1")
            .definitions["io.k8s.api.coordination.v1.LeaseSpec"]

        let microTime: JSONValue = [
            ["$ref": "#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime"]
        ]
        let expected: JSONValue = [
            "description": .string(ObjectSchema.leaseSpec.documentation), "type": "object",
            "properties": [
                "acquireTime": [
                    "allOf": microTime, "description": "When the holder took the lease.",
                ],
                "holderIdentity": [
                    "description": .string(documentation(of: "holderIdentity")),
                    "type": "string",
                ],
                "leaseDurationSeconds": [
                    "description": .string(documentation(of: "leaseDurationSeconds")),
                    "format": "int32", "type": "integer",
                ],
                "leaseTransitions": [
                    "description": .string(documentation(of: "leaseTransitions")),
                    "format": "int32", "type": "integer",
                ],
                "preferredHolder": [
                    "description": .string(documentation(of: "preferredHolder")),
                    "type": "string",
                ],
                "renewTime": [
                    "allOf": microTime, "description": "When the holder last renewed it.",
                ],
                "strategy": [
                    "description": .string(documentation(of: "strategy")), "type": "string",
                ],
            ],
        ]
        #expect(spec == expected)
    }

    private func documentation(of field: String) -> String {
        ObjectSchema.leaseSpec.field(field)?.documentation ?? ""
    }

    @Test func `has every field of every kind, in both dialects`() throws {
        var documents = try OpenAPIDocuments.ofEverything()
        let definitions = try documents.parsedV2().definitions

        for kind in Resource.all.flatMap(\.views).map(\.kind) {
            let document = try documents.parsedV3(APIName(kind).path)
            for definitions in [definitions, document.definitions] {
                try expectFields(of: kind.schema, in: definitions)
                try expectFields(of: kind.list.schema, in: definitions)
            }
        }
    }

    private func expectFields(of schema: ObjectSchema, in definitions: JSONObject) throws {
        let name = schema.definitionName
        let definition = try #require(definitions[name], "\(name) is not defined")
        for field in schema.fields {
            let property = definition[path: "properties", field.name]
            #expect(
                property?["description"]?.string == field.documentation, "\(name).\(field.name)")
            switch field.type {
            case .object(let nested), .objects(let nested, _):
                try expectFields(of: nested, in: definitions)
            default: break
            }
        }
    }

    @Test(arguments: [
        ("v1beta1", ["leaseName", "binaryVersion", "strategy"]),
        ("v1alpha2", ["leaseName", "binaryVersion", "strategy"]),
        ("v1alpha1", ["leaseName", "preferredStrategies"]),
    ])
    func `says what a lease candidate must have`(version: String, required: [String]) throws {
        var documents = try OpenAPIDocuments.ofEverything()

        let spec = try documents.parsedV3("apis/coordination.k8s.io/\(version)")
            .definitions["io.k8s.api.coordination.\(version).LeaseCandidateSpec"]

        #expect(spec?["required"]?.array?.compactMap(\.string) == required)
        #expect(spec?[path: "properties", "leaseName", "default"] == "")
        #expect(spec?[path: "properties", "emulationVersion", "default"] == nil)
    }

    @Test func `of a kind names the kind and has its type's fields`() throws {
        var documents = try OpenAPIDocuments()

        let definitions = try documents.parsedV3("apis/coordination.k8s.io/v1").definitions

        let lease = definitions["io.k8s.api.coordination.v1.Lease"]
        #expect(
            lease?["x-kubernetes-group-version-kind"]
                == [["group": "coordination.k8s.io", "kind": "Lease", "version": "v1"]])
        #expect(
            lease?["properties"]?.object?.keys == ["apiVersion", "kind", "metadata", "spec"])
        #expect(lease?[path: "properties", "spec", "default"] == [:])
        let list = definitions["io.k8s.api.coordination.v1.LeaseList"]
        #expect(list?["required"] == ["items"])
        let spec = definitions["io.k8s.api.coordination.v1.LeaseSpec"]
        #expect(spec?["x-kubernetes-group-version-kind"] == nil)
    }

    @Test func `of what every group has names every group`() throws {
        var documents = try OpenAPIDocuments()

        let definitions = try documents.parsedV3("apis/coordination.k8s.io/v1").definitions

        for name in ["DeleteOptions", "WatchEvent"] {
            let kinds = definitions["io.k8s.apimachinery.pkg.apis.meta.v1.\(name)"]?[
                "x-kubernetes-group-version-kind"
            ]?.array
            let groupVersions = kinds?.map {
                "\($0["group"]?.string ?? "")/\($0["version"]?.string ?? "")"
            }
            #expect(
                groupVersions?.sorted() == [
                    "/v1", "coordination.k8s.io/v1", "coordination.k8s.io/v1beta1",
                    "events.k8s.io/v1",
                ])
        }
        let event = definitions["io.k8s.apimachinery.pkg.apis.meta.v1.WatchEvent"]
        #expect(event?["properties"]?.object?.keys == ["object", "type"])
    }

    @Test func `says how lists and maps are merged`() throws {
        var documents = try OpenAPIDocuments()

        let definitions = try documents.parsedV3("api/v1").definitions

        let meta = "io.k8s.apimachinery.pkg.apis.meta.v1"
        let metadata = definitions["\(meta).ObjectMeta"]?["properties"]
        let owners = metadata?["ownerReferences"]
        #expect(owners?["x-kubernetes-list-type"] == "map")
        #expect(owners?["x-kubernetes-list-map-keys"] == ["uid"])
        #expect(owners?["x-kubernetes-patch-strategy"] == "merge")
        #expect(owners?["x-kubernetes-patch-merge-key"] == "uid")
        #expect(metadata?[path: "finalizers", "x-kubernetes-list-type"] == "set")
        #expect(metadata?[path: "finalizers", "x-kubernetes-patch-strategy"] == "merge")
        #expect(metadata?[path: "managedFields", "x-kubernetes-list-type"] == "atomic")
        let owner = definitions["\(meta).OwnerReference"]
        #expect(owner?["x-kubernetes-map-type"] == "atomic")
    }

    @Test func `has no defaults and plain references in the older dialect`() throws {
        var documents = try OpenAPIDocuments()

        let lease = try documents.parsedV2().definitions["io.k8s.api.coordination.v1.Lease"]

        #expect(
            lease?[path: "properties", "spec"] == [
                "$ref": "#/definitions/io.k8s.api.coordination.v1.LeaseSpec",
                "description": "Who holds the lease, and how long.",
            ])
    }
}

extension APIName {
    fileprivate init(_ kind: Kind) {
        self.init(group: kind.group, version: kind.version)
    }
}
