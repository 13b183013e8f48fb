import ArgumentParser
import LeaderElection
import Testing

@testable import leader_elect

@Suite struct `The arguments of leader-elect` {
    @Test func `name the lease with its namespace`() throws {
        let lease = try #require(LeaseName(argument: "kube-system/widget"))

        #expect(lease.namespace == "kube-system")
        #expect(lease.name == "widget")
    }

    @Test(arguments: ["", "widget", "/widget", "kube-system/", "a/b/c"])
    func `must name the lease completely`(argument: String) {
        #expect(LeaseName(argument: argument) == nil)
    }

    @Test(arguments: [
        ("http://127.0.0.1:8080", "127.0.0.1", "8080", "", "127.0.0.1:8080"),
        ("http://localhost", "localhost", "80", "", "localhost:80"),
        ("http://localhost:8080/", "localhost", "8080", "", "localhost:8080"),
        ("http://[::1]:8080/clusters/one", "::1", "8080", "/clusters/one", "[::1]:8080"),
        ("http://server/clusters/one/", "server", "80", "/clusters/one", "server:80"),
        ("http://server/a%20b", "server", "80", "/a%20b", "server:80"),
    ])
    func `name the server by its URL`(
        argument: String, host: String, port: String, path: String, authority: String
    ) throws {
        let address = try #require(ServerAddress(argument: argument))

        #expect(address.host == host)
        #expect(address.port == port)
        #expect(address.pathPrefix == path)
        #expect(address.authority == authority)
    }

    @Test(arguments: ["", "127.0.0.1:8080", "https://server", "http://", "http:///path"])
    func `must name a server that can be reached over HTTP`(argument: String) {
        #expect(ServerAddress(argument: argument) == nil)
    }

    @Test func `may be few`() throws {
        let command = try LeaderElectCommand.parse([
            "--server=http://server", "--lease=default/widget", "--identity=me",
        ])

        #expect(!command.coordinated)
        #expect(command.leaseDuration == 15)
        #expect(command.renewDeadline == 10)
        #expect(command.retryPeriod == 2)
        #expect(command.candidateVersion == nil)
    }

    /// A value of each option, and where it goes; an option without a row fails.
    private static let rows:
        [String: (value: String?, read: @Sendable (LeaderElectCommand) -> String?)] = [
            "server": ("http://other:1", { $0.server.map { "http://\($0.authority)" } }),
            "kubeconfig": ("config", { $0.kubeconfig }),
            "context": ("here", { $0.context }),
            "lease": ("a/b", { "\($0.lease.namespace)/\($0.lease.name)" }),
            "identity": ("you", { $0.identity }),
            "coordinated": (nil, { "\($0.coordinated)" }),
            "binary-version": ("1.2.3", { $0.binaryVersion }),
            "emulation-version": ("1.2.0", { $0.emulationVersion }),
            "strategy": ("acme.example/rank", { $0.strategy }),
            "candidate-version": ("v1alpha2", { $0.candidateVersion?.rawValue }),
            "lease-duration": ("60", { "\($0.leaseDuration)" }),
            "renew-deadline": ("40", { "\($0.renewDeadline)" }),
            "retry-period": ("7", { "\($0.retryPeriod)" }),
        ]

    /// The options that the help mentions.
    static let options = LeaderElectCommand.helpMessage(columns: 100)
        .matches(of: /\n  --([a-z-]+)/).map { String($0.1) }.filter { $0 != "help" }

    @Test(arguments: options)
    func `go where they belong`(option: String) throws {
        let (value, read) = try #require(Self.rows[option], "no row says where --\(option) goes")
        var required = ["server": "http://server", "lease": "default/widget", "identity": "me"]
        if ["kubeconfig", "context"].contains(option) {
            required["server"] = nil
            required["kubeconfig"] = "config"
        }
        let others = required.filter { $0.key != option }.map { "--\($0.key)=\($0.value)" }

        let command = try LeaderElectCommand.parse(
            others + [value.map { "--\(option)=\($0)" } ?? "--\(option)"])

        #expect(read(command) == value ?? "true")
    }

    @Test func `are all in the help`() {
        #expect(Set(Self.options) == Set(Self.rows.keys))
    }

    @Test(arguments: [
        ["--lease=widget"], ["--server=https://server"], ["--candidate-version=v2"],
        ["--kubeconfig=config"], ["--context=here"],
    ])
    func `that make no sense are refused`(arguments: [String]) {
        let others = ["--server=http://server", "--lease=default/widget", "--identity=me"]
        #expect(throws: (any Error).self) { try LeaderElectCommand.parse(others + arguments) }
    }

    @Test func `must say where the server is`() {
        #expect(throws: (any Error).self) {
            try LeaderElectCommand.parse(["--lease=default/widget", "--identity=me"])
        }
    }
}
