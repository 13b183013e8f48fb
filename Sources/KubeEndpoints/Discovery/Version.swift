import KubeHTTP1
import KubeJSON
import KubeRegistry

/// `GET /version`: what the server says it is (VER-001).
enum Version {
    /// The document, which is always spread over lines.
    static func document(_ release: Release) -> HTTPResponse {
        let document = JSONObject(release.versionInfo.map { ($0.name, .string($0.value)) })
        return HTTPResponse(
            document: JSONWriter.encode(.object(document)),
            ResponseFormat(.json, isPretty: true))
    }
}
