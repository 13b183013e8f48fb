import KubeAPI
import KubeJSON
import KubeRegistry

/// Documents in protobuf, made from the same documents in JSON.
enum ProtobufDocument {
    /// The protobuf form of `document`, which is compact JSON: an object or a list of `served`, or
    /// something that all servers have.
    static func encode(_ document: [UInt8], of served: ServedResource? = nil) -> [UInt8] {
        let object = (try? JSONParser.parse(document))?.object ?? JSONObject()
        let types = Types(
            apiVersion: object["apiVersion"]?.string ?? "", kind: object["kind"]?.string ?? "")
        guard let schema = served?.view.schema(of: types) ?? schemas[types] else {
            preconditionFailure("\(types.kind) is not a kind that is written in protobuf")
        }
        return ProtobufEnvelope.write(apiVersion: types.apiVersion, kind: types.kind) { writer in
            writer.reserve(document.count)
            ObjectProtobufEncoder.write(object, as: schema, into: &writer)
        }
    }

    /// What a document says it is.
    fileprivate struct Types: Hashable {
        var apiVersion: String
        var kind: String
    }

    private static let schemas: [Types: ObjectSchema] = {
        let kinds: [Kind] = [
            .status, .apiVersions, .apiGroup, .apiGroupList, .apiResourceList,
            .apiGroupDiscoveryList(version: "v2"), .apiGroupDiscoveryList(version: "v2beta1"),
            .partialObjectMetadata, .partialObjectMetadata.list,
            .partialObjectMetadataV1Beta1, .partialObjectMetadataListV1Beta1,
        ]
        var schemas: [Types: ObjectSchema] = [:]
        for kind in kinds {
            schemas[Types(apiVersion: kind.apiVersion, kind: kind.name)] = kind.schema
        }
        // These two do not say their version where they are about the core group.
        for kind in [Kind.apiVersions, .apiResourceList] {
            schemas[Types(apiVersion: "", kind: kind.name)] = kind.schema
        }
        return schemas
    }()
}

extension Resource.View {
    /// The schema of documents that say they are of `types`; nil when the view has none.
    fileprivate func schema(of types: ProtobufDocument.Types) -> ObjectSchema? {
        guard types.apiVersion == kind.apiVersion else { return nil }
        return [kind, list].first { $0.name == types.kind }?.schema
    }
}
