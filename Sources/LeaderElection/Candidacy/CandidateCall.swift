/// What a candidacy asks of a server.
package struct CandidateCall: Hashable, Sendable, Identifiable {
    /// Tells the calls of a candidacy apart.
    package let id: UInt64
    package let operation: Operation

    package enum Operation: Hashable, Sendable {
        case list
        case watch(from: String, timeout: Duration)
        case read
        case create(CandidateDocument)
        case update(CandidateDocument)
    }

    /// Whether it is a watch.
    var isWatch: Bool {
        if case .watch = operation { true } else { false }
    }

    /// Makes the call, and hands on what comes of it, in order; all but watches have one answer.
    func run(
        with client: any CandidateClient, _ key: CandidateKey,
        _ receive: @escaping @Sendable (CandidateAnswer) -> Void
    ) async {
        do throws(LeaseClientError) {
            switch operation {
            case .list: receive(.list(try await client.listCandidate(key)))
            case .read: receive(.candidate(try await client.candidate(key)))
            case .create(let candidate):
                receive(.candidate(try await client.createCandidate(candidate, key)))
            case .update(let candidate):
                receive(.candidate(try await client.updateCandidate(candidate, key)))
            case .watch(let version, let timeout):
                try await client.watchCandidate(key, from: version, timeout: timeout) {
                    receive(.event($0))
                }
                receive(.end)
            }
        } catch {
            receive(.error(error.kind))
        }
    }
}

/// What came of a call.
package enum CandidateAnswer: Hashable, Sendable {
    case list(CandidateList)
    /// The candidate as it was read or written.
    case candidate(CandidateDocument)
    /// What a watch shows.
    case event(CandidateEvent)
    /// A watch is over.
    case end
    case error(LeaseClientError.Kind)
}

// MARK: - Over HTTP, for those who carry the bytes themselves

extension CandidateCall {
    /// The request that the call is, for the candidate that `key` names.
    package func request(for key: CandidateKey) -> APIRequest {
        switch operation {
        case .list: .listCandidate(key)
        case .watch(let version, let timeout):
            .watchCandidate(key, from: version, timeout: timeout)
        case .read: .candidate(key)
        case .create(let candidate): .createCandidate(candidate, key)
        case .update(let candidate): .updateCandidate(candidate, key)
        }
    }

    /// What a whole answer to it says.
    package func answer(_ answer: APIAnswer) -> CandidateAnswer {
        do throws(LeaseClientError) {
            switch operation {
            case .list: return .list(try answer.candidateList)
            case .watch:
                try answer.check()
                return .end
            case .read, .create, .update: return .candidate(try answer.candidate)
            }
        } catch {
            return .error(error.kind)
        }
    }
}
