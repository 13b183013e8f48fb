package import KubeAPI
import KubeCoordinator
import KubeHTTP1
import KubeJSON
package import KubeTime

/// `/fake/elections`: explains why who leads.
extension Cluster {
    func elections(
        _ request: ControlRequest, at wall: Timestamp
    ) throws(StatusError) -> HTTPResponse {
        guard [1, 3].contains(request.path.count) else { throw request.unknownPath }
        try request.check("GET")
        try request.end()
        if request.path.count == 3 {
            let key = NamespacedName(namespace: request.path[1], name: request.path[2])
            let explanation = try explanation(of: key, at: wall)
            return request.wantsText
                ? HTTPResponse(control: explanation.text) : HTTPResponse(control: explanation.json)
        }
        guard request.wantsText else {
            return HTTPResponse(control: [
                "isEnabled": .bool(elections != nil),
                "elections": .array(
                    electedLeases.compactMap { knownExplanation(of: $0, at: wall)?.json }),
            ])
        }
        return HTTPResponse(control: electionsText(at: wall))
    }

    /// The elections for `key`; throws `404 NotFound` with the reason when there were none.
    package func explanation(
        of key: NamespacedName, at wall: Timestamp
    ) throws(StatusError) -> ElectionExplanation {
        guard let explanation = knownExplanation(of: key, at: wall) else {
            let message =
                elections == nil
                ? Self.noCoordinator : "no candidate has asked for the lease \(key)"
            throw StatusError(code: 404, reason: "NotFound", message: message)
        }
        return explanation
    }

    private func electionsText(at wall: Timestamp) -> String {
        guard elections != nil else { return "\(Self.noCoordinator)\n" }
        let texts = electedLeases.compactMap { knownExplanation(of: $0, at: wall)?.text }
        return texts.isEmpty
            ? "No lease has had candidates.\n" : texts.joined(separator: "\n")
    }

    private static let noCoordinator =
        "there are no elections: start the server with "
        + "--feature-gates=CoordinatedLeaderElection=true"
}
