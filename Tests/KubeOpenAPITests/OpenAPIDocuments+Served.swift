import KubeJSON
import KubeRegistry
import Testing

@testable import KubeOpenAPI

extension OpenAPIDocuments {
    /// The documents of a server with `--runtime-config=<runtimeConfig>`.
    init(
        runtimeConfig: [String] = ["coordination.k8s.io/v1beta1=true"],
        emulating release: Release? = nil
    ) throws {
        let config = RuntimeConfig(flagValues: runtimeConfig)
        self.init(ResourceCatalog(try config.servedVersions(emulating: release)))
    }

    /// A server that serves every version there is.
    static func ofEverything() throws -> OpenAPIDocuments {
        try OpenAPIDocuments(
            runtimeConfig: ["v1alpha1", "v1alpha2", "v1beta1"].map {
                "coordination.k8s.io/\($0)=true"
            })
    }

    /// The keys of the documents of OpenAPI 3.
    mutating func keys() throws -> [String] {
        try #require(JSONParser.parse(v3Root())["paths"]?.object).keys
    }

    /// The document of OpenAPI 3 called `key`.
    mutating func parsedV3(_ key: String) throws -> JSONValue {
        let document = v3(key)
        return try JSONParser.parse(try #require(document, "no document \(key)").bytes)
    }

    mutating func parsedV2() throws -> JSONValue {
        try JSONParser.parse(v2().json.bytes)
    }

    /// Every document, of both dialects.
    mutating func allParsed() throws -> [JSONValue] {
        try [parsedV2()] + keys().map { try parsedV3($0) }
    }
}
