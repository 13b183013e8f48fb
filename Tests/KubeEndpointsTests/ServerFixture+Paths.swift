import KubeHTTP1
import Testing

@testable import KubeEndpoints

extension ServerFixture {
    /// The answer to a request that is answered at once.
    mutating func respond(
        _ method: String, _ target: String, accept: String = "application/json",
        contentType: String? = nil, body: [UInt8] = []
    ) throws -> HTTPResponse {
        var request = try request(
            method, target, ["Accept": accept, "Content-Type": contentType])
        request.body = body
        guard case .complete(let response) = respond(to: request) else { throw Unanswered() }
        return response
    }

    /// The head of the answer to a watch and what it says until `during` has been done.
    mutating func watch(
        _ target: String, accept: String, during: (inout ServerFixture) throws -> Void
    ) throws -> (head: HTTPResponse, body: [UInt8]) {
        let request = try request("GET", target, ["Accept": accept])
        guard case .stream(let head, var stream) = respond(to: request) else {
            throw Unanswered()
        }
        var body: [UInt8] = []
        produceAll(&stream, into: &body)
        try during(&self)
        produceAll(&stream, into: &body)
        return (head, body)
    }

    private struct Unanswered: Error {}
}
