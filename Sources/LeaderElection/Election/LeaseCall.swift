/// What an elector asks of a server.
package struct LeaseCall: Hashable, Sendable, Identifiable {
    /// Tells the calls of an elector apart.
    package let id: UInt64
    package let operation: Operation

    package enum Operation: Hashable, Sendable {
        case read
        case create(LeaseDocument)
        case update(LeaseDocument)
    }

    /// What comes of the call when `client` makes it for the lease of `configuration`.
    package func answer(
        of client: any LeaseClient, _ configuration: LeaderElector.Configuration
    ) async -> LeaseAnswer {
        do throws(LeaseClientError) {
            switch operation {
            case .read:
                return .lease(
                    try await client.lease(configuration.leaseName, in: configuration.namespace))
            case .create(let lease): return .lease(try await client.createLease(lease))
            case .update(let lease): return .lease(try await client.updateLease(lease))
            }
        } catch {
            return .error(error)
        }
    }
}

/// What came of a call.
package enum LeaseAnswer: Hashable, Sendable {
    /// The lease as it was read or written.
    case lease(LeaseDocument)
    case error(LeaseClientError)
}

// MARK: - Over HTTP, for those who carry the bytes themselves

extension LeaseCall {
    /// The request that the call is, for the lease `name` in `namespace`.
    package func request(forLease name: String, in namespace: String) -> APIRequest {
        switch operation {
        case .read: .lease(name, in: namespace)
        case .create(let lease): .createLease(lease)
        case .update(let lease): .updateLease(lease)
        }
    }
}

extension LeaseAnswer {
    /// What an answer over HTTP says.
    package init(_ answer: APIAnswer) {
        do throws(LeaseClientError) {
            self = .lease(try answer.lease)
        } catch {
            self = .error(error)
        }
    }
}
