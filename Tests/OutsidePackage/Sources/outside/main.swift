import CSQLite
import Coordinator
import Endpoints
import Environment
import FakeAPIServerKit
import FakeAPIServerTesting
import HTTP1
import JSON
import Journal
import LeaderElection
import LeaderElectionHTTP
import ObjectStore
import OpenAPI
import Registry
import SocketServer
import Sockets
import TestSupport
import Time

let names = [
    nameOfCoordinator, nameOfEndpoints, nameOfEnvironment, nameOfHTTP1, nameOfJSON, nameOfJournal,
    nameOfObjectStore, nameOfOpenAPI, nameOfRegistry, nameOfSocketServer, nameOfSockets,
    nameOfTestSupport, nameOfTime,
]

/// A type of the library by its full name, which its own module must not hide.
let start = FakeAPIServerKit.Timestamp(seconds: 1_767_225_600)

try await withFakeAPIServer(
    featureGates: [.coordinatedLeaderElection: true], clock: .manual(startingAt: start)
) { (server: FakeAPIServerKit.FakeAPIServer) in
    let report = try await server.clock.advance(by: .seconds(2))
    let configuration = LeaderElector.Configuration(
        identity: "me", namespace: "default", leaseName: "widget")
    let client = try HTTPLeaseClient(ClusterAccess(server: server.url))
    let elector = try LeaderElector(configuration, client: client)
    let hasLed = try await elector.withLeadership { _ in elector.isLeading }
    guard report.now == start + .seconds(2), hasLed, ownNames(),
        Set(names).count == names.count, outside_number() == 36
    else { fatalError("the package outside does not get what it asks for") }
    print("A package outside is built, and runs a server at \(server.url).")
}
