import KubeAPI
import KubeJSON
import KubeRegistry

/// Documents in protobuf, made from the same documents in JSON.
enum ProtobufDocument {
    /// The protobuf form of `document`, which is compact JSON of a kind that has one.
    static func encode(_ document: [UInt8]) -> [UInt8] {
        let object = (try? JSONParser.parse(document))?.object ?? JSONObject()
        let types = Types(
            apiVersion: object["apiVersion"]?.string ?? "", kind: object["kind"]?.string ?? "")
        guard let schema = schemas[types] else {
            preconditionFailure("\(types.kind) is not a kind that is written in protobuf")
        }
        return ProtobufEnvelope.write(apiVersion: types.apiVersion, kind: types.kind) { writer in
            writer.reserve(document.count)
            ObjectProtobufEncoder.write(object, as: schema, into: &writer)
        }
    }

    /// What a document says it is.
    private struct Types: Hashable {
        var apiVersion: String
        var kind: String
    }

    private static let schemas: [Types: ObjectSchema] = {
        let kept = Resource.all.flatMap(\.views).flatMap { [$0.kind, $0.kind.list] }
        let general: [Kind] = [
            .status, .apiVersions, .apiGroup, .apiGroupList, .apiResourceList,
            .apiGroupDiscoveryList(version: "v2"), .apiGroupDiscoveryList(version: "v2beta1"),
            .partialObjectMetadata, .partialObjectMetadata.list,
            .partialObjectMetadataV1Beta1, .partialObjectMetadataListV1Beta1,
        ]
        var schemas: [Types: ObjectSchema] = [:]
        for kind in kept + general {
            schemas[Types(apiVersion: kind.apiVersion, kind: kind.name)] = kind.schema
        }
        // These two do not say their version where they are about the core group.
        for kind in [Kind.apiVersions, .apiResourceList] {
            schemas[Types(apiVersion: "", kind: kind.name)] = kind.schema
        }
        return schemas
    }()
}
