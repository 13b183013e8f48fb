import Foundation
import LeaderElection

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Sends a request of an elector to the server at `url`, and returns what came of it.
func exchange(_ request: ClientRequest, with url: String) async throws -> ClientEvent {
    guard let address = URL(string: url + request.path) else { return .end }
    var message = URLRequest(url: address, timeoutInterval: 300)
    message.httpMethod = request.method
    message.setValue("application/json", forHTTPHeaderField: "Content-Type")
    if !request.body.isEmpty { message.httpBody = Data(request.body) }
    let (body, response) = try await URLSession.shared.data(for: message)
    guard let answer = response as? HTTPURLResponse else { return .end }
    return .answer(status: answer.statusCode, body: Array(body))
}
