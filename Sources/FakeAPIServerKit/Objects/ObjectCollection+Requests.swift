import KubeAPI
import KubeHTTP1
import KubeJSON

/// Where the objects are, and how they are sent.
extension ObjectCollection {
    /// The collection in an API version.
    struct Place {
        let version: String
        let path: String

        func path(of name: String) -> String { "\(path)/\(name.percentEncoded)" }
    }

    func place() async throws(FakeAPIServerError) -> Place {
        var version = version
        if version == nil { version = try await newestVersion() }
        guard let version else {
            throw FakeAPIServerError(
                .notFound,
                "\(resource) are not served: switch a version of them on, such as with "
                    + "runtimeConfig: [\"coordination.k8s.io/v1beta1=true\"]")
        }
        return Place(
            version: version,
            path: "/apis/coordination.k8s.io/\(version)/namespaces/\(namespace.percentEncoded)"
                + "/\(resource)")
    }

    /// The newest version that only the candidates have; nil when none is served.
    private func newestVersion() async throws(FakeAPIServerError) -> String? {
        let group = try await answer("GET", "/apis/coordination.k8s.io")
        let versions = group["versions"]?.array?.compactMap { $0["version"]?.string } ?? []
        return versions.first { $0 != "v1" }
    }

    /// The object that a request is answered with.
    func send(
        _ method: String, _ path: String, _ body: JSONObject? = nil
    ) async throws(FakeAPIServerError) -> Object {
        try object(try await answer(method, path, body))
    }

    func object(_ response: FakeTransport.Response) async throws(FakeAPIServerError) -> Object {
        try object(try await response.document())
    }

    func object(_ document: JSONValue) throws(FakeAPIServerError) -> Object {
        guard let object = read(document) else {
            throw FakeAPIServerError(
                .malformedAnswer,
                "the answer is no object of \(resource): \(JSONWriter.text(document))")
        }
        return object
    }

    /// The object that an item of `list` is, which does not say again of which kind it is.
    private func object(
        _ item: JSONValue, of list: JSONValue
    ) throws(FakeAPIServerError) -> Object {
        guard var members = item.object, let version = list["apiVersion"],
            let kind = list["kind"]?.string
        else { return try object(item) }
        members.insert("kind", .string(String(kind.dropLast("List".count))), at: 0)
        members.insert("apiVersion", version, at: 1)
        return try object(.object(members))
    }

    /// The objects, and the version of the list.
    func listing(
        _ labels: [String: String], name: String? = nil
    ) async throws(FakeAPIServerError) -> (objects: [Object], version: String) {
        let query = Self.query(labels, name: name)
        let list = try await answer("GET", try await place().path + "?" + query)
        guard let items = list["items"]?.array,
            let version = list[path: "metadata", "resourceVersion"]?.string
        else {
            throw FakeAPIServerError(.malformedAnswer, "the answer is no list of \(resource)")
        }
        var objects: [Object] = []
        for item in items { objects.append(try object(item, of: list)) }
        return (objects, version)
    }

    /// What a list or a watch is asked to select.
    static func query(_ labels: [String: String], name: String?) -> String {
        var parts: [String] = []
        if !labels.isEmpty {
            let selector = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            parts.append("labelSelector=\(selector.joined(separator: ",").percentEncoded)")
        }
        if let name { parts.append("fieldSelector=\("metadata.name=\(name)".percentEncoded)") }
        return parts.joined(separator: "&")
    }

    func answer(
        _ method: String, _ path: String, _ body: JSONObject? = nil
    ) async throws(FakeAPIServerError) -> JSONValue {
        let bytes = body.map { JSONWriter.encode(.object($0)) } ?? []
        return try await transport.send(method, path, body: bytes).document()
    }
}

extension FakeTransport.Response {
    /// The document that the answer is; throws what the server refuses.
    func document() async throws(FakeAPIServerError) -> JSONValue {
        let answer = try await collect()
        guard (200..<300).contains(status) else {
            throw FakeAPIServerError(status: status, answer)
        }
        guard let document = try? JSONParser.parse(answer) else {
            throw FakeAPIServerError(
                .malformedAnswer,
                "the answer is no JSON: \(String(decoding: answer.prefix(200), as: UTF8.self))")
        }
        return document
    }
}
