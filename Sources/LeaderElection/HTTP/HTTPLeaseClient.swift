/// Reads and writes leases and candidates over HTTP, however the requests are carried.
public struct HTTPLeaseClient: Sendable {
    private let transport: any APITransport

    private static let bodyBytesMax = 4 << 20

    /// A client whose requests `transport` carries.
    public init(_ transport: any APITransport) {
        self.transport = transport
    }

    private func answer(to request: APIRequest) async throws(LeaseClientError) -> APIAnswer {
        try await Self.translatingErrors { () async throws in
            let response = try await transport.send(request)
            return try await Self.answer(response)
        }
    }

    private static func answer(_ response: APIResponse) async throws -> APIAnswer {
        var body: [UInt8] = []
        for try await part in response.body {
            body += part
            guard body.count <= bodyBytesMax else {
                throw LeaseClientError(.malformedAnswer, "a body of more than 4 MiB")
            }
        }
        return APIAnswer(status: response.status, body: body)
    }

    /// Everything that a transport throws means that no answer came.
    private static func translatingErrors<Result>(
        _ work: () async throws -> Result
    ) async throws(LeaseClientError) -> Result {
        do {
            return try await work()
        } catch let error as LeaseClientError {
            throw error
        } catch {
            throw LeaseClientError(.noAnswer, "\(error)")
        }
    }
}

extension HTTPLeaseClient: LeaseClient {
    /// Reads a lease with `GET`.
    public func lease(
        _ name: String, in namespace: String
    ) async throws(LeaseClientError) -> LeaseDocument {
        try await answer(to: .lease(name, in: namespace)).lease
    }

    /// Creates a lease with `POST`.
    public func createLease(
        _ lease: LeaseDocument
    ) async throws(LeaseClientError) -> LeaseDocument {
        try await answer(to: .createLease(lease)).lease
    }

    /// Replaces a lease with `PUT`.
    public func updateLease(
        _ lease: LeaseDocument
    ) async throws(LeaseClientError) -> LeaseDocument {
        try await answer(to: .updateLease(lease)).lease
    }
}

extension HTTPLeaseClient: CandidateClient {
    /// Asks the discovery document of `version`.
    public func servesCandidates(
        of version: LeaseCandidateVersion
    ) async throws(LeaseClientError) -> Bool {
        try await answer(to: .servedResources(of: version)).listsCandidates
    }

    /// Reads a candidate with `GET`.
    public func candidate(
        _ key: CandidateKey
    ) async throws(LeaseClientError) -> CandidateDocument {
        try await answer(to: .candidate(key)).candidate
    }

    /// Creates a candidate with `POST`.
    public func createCandidate(
        _ candidate: CandidateDocument, _ key: CandidateKey
    ) async throws(LeaseClientError) -> CandidateDocument {
        try await answer(to: .createCandidate(candidate, key)).candidate
    }

    /// Replaces a candidate with `PUT`.
    public func updateCandidate(
        _ candidate: CandidateDocument, _ key: CandidateKey
    ) async throws(LeaseClientError) -> CandidateDocument {
        try await answer(to: .updateCandidate(candidate, key)).candidate
    }

    /// Lists with a field selector for the name.
    public func listCandidate(
        _ key: CandidateKey
    ) async throws(LeaseClientError) -> CandidateList {
        try await answer(to: .listCandidate(key)).candidateList
    }

    /// Watches with a field selector for the name, and with bookmarks.
    public func watchCandidate(
        _ key: CandidateKey, from resourceVersion: String, timeout: Duration,
        _ receive: @Sendable (CandidateEvent) -> Void
    ) async throws(LeaseClientError) {
        let request = APIRequest.watchCandidate(key, from: resourceVersion, timeout: timeout)
        try await Self.translatingErrors { () async throws in
            let response = try await transport.send(request)
            guard response.status == 200 else {
                return try await Self.answer(response).check()
            }
            var lines = WatchLines()
            for try await part in response.body {
                for event in try lines.append(part) { receive(event) }
            }
        }
    }
}
