import FakeAPIServerTesting

var options = ServerOptions()
options.sqlitePath = "database.sqlite"
do throws(ServerOptionsError) {
    try options.validate()
    fatalError("a server without SQLite takes a database")
} catch {
    guard "\(error)" == "--sqlite needs the package trait SQLite, and this was built without it"
    else { fatalError("a server without SQLite says: \(error)") }
}

try await withFakeAPIServer(clock: .manual()) { server in
    _ = try await server.leases.create(LeaseObject("app", heldBy: "me"))
    try await server.lease("app").steal(by: "thief")
    let holders = try await server.lease("app").terms.map(\.holderIdentity)
    guard holders == ["me", "thief"] else { fatalError("a server without SQLite saw \(holders)") }
    print("A package without SQLite is built, and runs a server at \(server.url).")
}
