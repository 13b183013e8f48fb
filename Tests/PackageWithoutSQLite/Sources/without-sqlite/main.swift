import FakeAPIServerTesting

try await withFakeAPIServer(clock: .manual()) { server in
    try await server.lease("app").steal(by: "thief")
    guard try await server.lease("app").terms.map(\.holderIdentity) == ["thief"] else {
        fatalError("a package without SQLite does not get what it asks for")
    }
    print("A package without SQLite is built, and runs a server at \(server.url).")
}
