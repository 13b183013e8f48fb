import KubeHTTP1
import KubeJSON

/// How a cluster is asked: in one way, wherever its server is.
struct ClusterConnection: Sendable {
    /// The server.
    let server: ServerConnection

    /// The name of the cluster; empty for the one at the server's own URL.
    let name: String

    /// The path at which the cluster is.
    private var basePath: String { name.isEmpty ? "" : "/clusters/\(name)" }

    /// The base URL of the cluster.
    var url: String { server.url + basePath }

    /// A cluster beside this one.
    func neighbour(_ name: String) -> ClusterConnection {
        ClusterConnection(server: server, name: name)
    }

    /// What a client called `client` sends its requests with.
    func transport(as client: String) -> FakeTransport {
        FakeTransport(
            server.connectClient(), basePath: "\(basePath)/as/\(client)",
            clock: LocalClock(of: self))
    }

    /// The same over connections that all have in common who ask for objects.
    func objectTransport(as client: String) -> FakeTransport {
        FakeTransport(server.objects, basePath: "\(basePath)/as/\(client)")
    }

    /// What the one who holds the server sends requests with.
    var control: FakeTransport { FakeTransport(server.control, basePath: basePath) }
}

// MARK: - The control API

extension ClusterConnection {
    /// What `read` makes of the document that a request to the control API is answered with, whose path
    /// and query are escaped; nil from it means that the document makes no sense.
    func ask<Answer>(
        _ method: String, _ path: String, _ body: JSONValue? = nil,
        reading read: (JSONValue) -> Answer?
    ) async throws(FakeAPIServerError) -> Answer {
        let answer = try await bytes(method, path, body.map { JSONWriter.encode($0) } ?? [])
        guard let document = try? JSONParser.parse(answer), let value = read(document) else {
            let text = String(decoding: answer.prefix(200), as: UTF8.self)
            throw FakeAPIServerError(
                .malformedAnswer, "\(method) \(path) was answered with \(text)")
        }
        return value
    }

    /// Asks the control API for something whose answer does not matter.
    func ask(
        _ method: String, _ path: String, _ body: JSONValue? = nil
    ) async throws(FakeAPIServerError) {
        _ = try await bytes(method, path, body.map { JSONWriter.encode($0) } ?? [])
    }

    /// The text that a request to the control API is answered with, for people.
    func text(_ path: String) async throws(FakeAPIServerError) -> String {
        let headers = [FakeTransport.Header("Accept", "text/plain")]
        return String(decoding: try await bytes("GET", path, headers: headers), as: UTF8.self)
    }

    /// The body of the answer to a request to the control API; throws what the cluster refuses.
    func bytes(
        _ method: String, _ path: String, _ body: [UInt8] = [],
        headers: [FakeTransport.Header] = []
    ) async throws(FakeAPIServerError) -> [UInt8] {
        do throws(FakeAPIServerError) {
            let response = try await control.send(method, path, headers: headers, body: body)
            let answer = try await response.collect()
            guard (200..<300).contains(response.status) else {
                throw FakeAPIServerError(status: response.status, answer)
            }
            return answer
        } catch {
            guard error.kind == .noAnswer else { throw error }
            throw Task.isCancelled ? .cancelled : .ended
        }
    }
}

extension FakeAPIServerError {
    /// What a server refuses with `answer`.
    init(status: Int, _ answer: [UInt8]) {
        let document = try? JSONParser.parse(answer)
        let text = String(decoding: answer.prefix(200), as: UTF8.self)
        self.init(
            Kind(status: status, reason: document?["reason"]?.string),
            document?["message"]?.string ?? "the server answered \(status): \(text)")
    }
}
