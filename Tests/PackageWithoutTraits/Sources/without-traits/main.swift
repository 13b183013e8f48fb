import FakeAPIServerTesting

/// Ends the program when something is not as the documentation says.
func check(_ isTrue: Bool, _ what: String) {
    guard isTrue else { fatalError("a server without traits: \(what)") }
}

var options = ServerOptions()
options.sqlitePath = "database.sqlite"
do throws(ServerOptionsError) {
    try options.validate()
    fatalError("a server without SQLite takes a database")
} catch {
    check(
        "\(error)" == "--sqlite needs the package trait SQLite, and this was built without it",
        "it says \(error)")
}

try await withFakeAPIServer(clock: .manual()) { server in
    _ = try await server.leases.create(LeaseObject("app", heldBy: "me"))
    try await server.lease("app").steal(by: "thief")
    let holders = try await server.lease("app").terms.map(\.holderIdentity)
    check(holders == ["me", "thief"], "it saw \(holders)")

    let lease = "/apis/coordination.k8s.io/v1/namespaces/default/leases/app"
    let applied =
        #"{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"app"}}"#
    for (body, status) in [(applied, 200), ("metadata: {name: app}", 400)] {
        let answer = try await server.transport(as: "client").send(
            "PATCH", "\(lease)?fieldManager=me&force=true",
            headers: [.init("Content-Type", "application/apply-patch+yaml")],
            body: Array(body.utf8))
        check(answer.status == status, "\(body) is answered by \(answer)")
    }
    print("A package without traits is built, and runs a server at \(server.url).")
}
