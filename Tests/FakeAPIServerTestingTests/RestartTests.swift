import FakeAPIServerTesting
import KubeJSON
import KubeTestSupport
import Testing

/// What clients notice that know a server by an address that stays: a socket file, or a port.
@Suite(.limited) struct `A server that is started again` {
    private let folder: TemporaryFolder
    private let now = "2026-01-01T00:00:00.000000Z"

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func `makes its clients list again at once`() async throws {
        var informer = Informer()
        try await withServer { server in
            for number in 1...25 {
                try await APIClient(url: server.url)
                    .createLease("old-\(number)", holder: "one", renewTime: now)
            }
            try await informer.listOrWatch(server)
        }
        #expect(informer.names.count == 25)

        try await withServer { server in
            try await APIClient(url: server.url).createLease("new", holder: "two", renewTime: now)

            try await informer.listOrWatch(server)
            #expect(informer.resourceVersion == nil)
            try await informer.listOrWatch(server)
        }
        #expect(informer.names == ["new"])
    }

    @Test func `goes on silently where it is told to begin at the same version`() async throws {
        var informer = Informer()
        try await withServer(at: 700) { server in
            try await APIClient(url: server.url).createLease("old", holder: "one", renewTime: now)
            try await informer.listOrWatch(server)
        }

        try await withServer(at: 700) { server in try await informer.listOrWatch(server) }

        #expect(informer.resourceVersion == "704")
        #expect(informer.names == ["old"])
    }

    /// A server that can be found again.
    private func withServer(
        at first: UInt64? = nil, _ body: (FakeAPIServer) async throws -> Void
    ) async throws {
        try await withFakeAPIServer { options in
            options.unixSocketPath = folder.file("socket")
            options.firstResourceVersion = first
        } _: { server in
            try await body(server)
        }
    }
}

/// What client-go's informers do: they list, watch from there, and list again when they are told that
/// their version is too old.
private struct Informer {
    /// The version that was seen last; nil before the first list, and when that is too old.
    private(set) var resourceVersion: String?
    /// The names of the leases that there are, as far as is known.
    private(set) var names: Set<String> = []

    /// Lists, or watches for a second where the version is known.
    mutating func listOrWatch(_ server: FakeAPIServer) async throws {
        let client = APIClient(url: server.url)
        guard let version = resourceVersion else {
            let list = try await client.get(APIClient.leases)
            resourceVersion = list[path: "metadata", "resourceVersion"]?.string
            let items = list["items"]?.array ?? []
            names = Set(items.compactMap { $0[path: "metadata", "name"]?.string })
            return
        }
        let path = "\(APIClient.leases)?watch=true&timeoutSeconds=1&resourceVersion=\(version)"
        for event in try await client.events(path) {
            let object = event["object"]
            switch event["type"]?.string {
            case "ADDED", "MODIFIED":
                resourceVersion = object?[path: "metadata", "resourceVersion"]?.string
                if let name = object?[path: "metadata", "name"]?.string { names.insert(name) }
            case "ERROR" where object?["code"] == 410: resourceVersion = nil
            default: Issue.record("an event that no informer expects: \(event)")
            }
        }
    }
}
