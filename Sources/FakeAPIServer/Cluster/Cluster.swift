import Coordinator
import Endpoints
import Environment
import HTTP1
import KubeAPI
import ObjectStore
import Registry

/// One isolated API server: its objects, its coordinator, its randomness.
///
/// A value without anything global; time comes in with every call. A process can hold many.
package struct Cluster: HTTPHandler, Sendable {
    package internal(set) var api: APIHandler
    var namespaces = NamespaceController()
    var elections: ClusterElections?
    var persistence: ClusterPersistence?

    /// A cluster as `configuration` and `options` say: with what `store` holds and the four usual
    /// namespaces, and kept in `persistence`, where there is one.
    package init(
        _ configuration: ServerConfiguration, _ options: ServerOptions, identity: String,
        random: Random, store: ObjectStore = ObjectStore(),
        persistence: ClusterPersistence? = nil, at now: Timestamp
    ) {
        self.persistence = persistence
        var random = random
        let registry = Registry(
            catalog: ResourceCatalog(configuration.servedVersions),
            features: configuration.featureGates,
            provisionsNamespaces: configuration.provisionsNamespaces,
            store: store, random: Random(seed: random.next()), at: now)
        api = APIHandler(registry: registry, random: &random)
        if configuration.featureGates.isEnabled(.coordinatedLeaderElection) {
            elections = ClusterElections(
                CoordinatorConfiguration(
                    identity: "\(identity)_\(registry.clusterUID)",
                    leaseDuration: options.coordinatedLeadershipLeaseDuration,
                    renewDeadline: options.coordinatedLeadershipRenewDeadline,
                    retryPeriod: options.coordinatedLeadershipRetryPeriod,
                    emulates131: configuration.release == Release(1, 31)),
                random: Random(seed: random.next()))
        }
        // Whatever a client writes must find the coordinator at work: its first pass collects
        // candidates that never renewed.
        _ = advance(to: now)
    }
}

// MARK: - Requests

extension Cluster {
    /// The store's revision: what watches read changes only with it.
    package var version: UInt64 { api.registry.store.revision }

    package mutating func respond(
        to request: HTTPRequest, at now: Timestamp
    ) -> HTTPReply<WaitingRequest, WatchStream> {
        api.respond(to: request, at: now)
    }

    package mutating func resume(
        _ waiting: inout WaitingRequest, at now: Timestamp
    ) -> HTTPReply<WaitingRequest, WatchStream>? {
        api.resume(waiting, at: now)
    }

    package mutating func produce(
        _ stream: inout WatchStream, into output: inout [UInt8], at now: Timestamp
    ) -> StreamProgress {
        api.produce(&stream, into: &output, at: now)
    }

    package mutating func abandon(_ waiting: WaitingRequest) {
        api.abandon(waiting)
    }

    package mutating func cancel(_ stream: WatchStream) {
        api.cancel(stream)
    }
}

// MARK: - Time

extension Cluster {
    /// Lets everything that follows the store, or the clock, do what is due at `now`.
    package mutating func advance(to now: Timestamp) -> Timestamp? {
        if let pauseEnd = persistence?.pauseEnd, now < pauseEnd {
            return min(pauseEnd, api.nextWakeTime ?? pauseEnd)
        }
        var electionsDue: Timestamp?
        repeat {
            namespaces.advance(to: now, in: &api.registry)
            electionsDue = elections?.advance(to: now, in: &api.registry)
        } while namespaces.isBehind(api.registry.store)
        return [electionsDue, api.nextWakeTime].compactMap(\.self).min()
    }

    /// Prepares for the end: the coordinator releases its lease.
    package mutating func stop(at now: Timestamp) {
        elections?.stop(at: now, in: &api.registry)
        api.isShuttingDown = true
    }
}
