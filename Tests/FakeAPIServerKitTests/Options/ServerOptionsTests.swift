import FakeAPIServerKit
import KubeCluster
import KubeTestSupport
import Testing

@Suite struct `Server options` {
    @Test func `are valid by default`() throws {
        let configuration = try ClusterConfiguration(ClusterOptions())

        #expect(configuration.release.description == "1.36")
        #expect(!configuration.provisionsNamespaces)
        #expect(!configuration.featureGates.isEnabled(.coordinatedLeaderElection))
    }

    @Test func `say what the server offers`() throws {
        var options = ServerOptions(
            emulatedVersion: "1.31", featureGates: [.coordinatedLeaderElection: true],
            runtimeConfig: ["coordination.k8s.io/v1alpha1=true"])
        options.enableAdmissionPlugins = ["NamespaceLifecycle", "NamespaceAutoProvision"]

        let configuration = try ClusterConfiguration(options.cluster)

        #expect(configuration.release.description == "1.31")
        #expect(configuration.featureGates.isEnabled(.coordinatedLeaderElection))
        #expect(configuration.provisionsNamespaces)
        #expect(
            configuration.servedVersions.versions(ofGroup: "coordination.k8s.io")
                == ["v1", "v1alpha1"])
    }

    @Test func `as the Kubernetes documentation spells them just work`() throws {
        let configuration = try ClusterConfiguration(
            ClusterOptions(
                featureGates: FeatureGateSettings(
                    flagValues: ["CoordinatedLeaderElection=true"]),
                runtimeConfig: ["coordination.k8s.io/v1alpha1=true"]))

        #expect(
            configuration.servedVersions.serves(
                group: "coordination.k8s.io", version: "v1alpha1", resource: "leasecandidates"))
    }

    /// Lease duration, renew deadline and retry period in seconds, and what is wrong with them.
    @Test(
        arguments: [
            (10, 5, 2, nil),
            (
                5, 5, 2,
                "--coordinated-leadership-lease-duration must be greater than "
                    + "--coordinated-leadership-renew-deadline"
            ),
            (
                10, 5, 5,
                "--coordinated-leadership-renew-deadline must be greater than "
                    + "--coordinated-leadership-retry-period"
            ),
            (
                5, 5, 5,
                "[--coordinated-leadership-lease-duration must be greater than "
                    + "--coordinated-leadership-renew-deadline, "
                    + "--coordinated-leadership-renew-deadline must be greater than "
                    + "--coordinated-leadership-retry-period]"
            ),
        ] as [(Int, Int, Int, String?)])
    func `with the coordinator's durations out of order are refused`(
        lease: Int, renew: Int, retry: Int, message: String?
    ) {
        var options = ServerOptions()
        options.coordinatedLeadershipLeaseDuration = .seconds(lease)
        options.coordinatedLeadershipRenewDeadline = .seconds(renew)
        options.coordinatedLeadershipRetryPeriod = .seconds(retry)

        #expect(complaint(about: options) == message)
    }

    @Test(arguments: ["::1", "0.0.0.0", "::", "127.0.0.2"])
    func `may name any IP address`(address: String) {
        var options = ServerOptions()
        options.bindAddress = address

        #expect(complaint(about: options) == nil)
    }

    @Test(arguments: ["localhost", "", "127.0.0.1\0", "127.0.0.256"])
    func `must name an IP address`(address: String) {
        var options = ServerOptions()
        options.bindAddress = address

        #expect(
            complaint(about: options)?.hasPrefix("invalid argument") == true
                && complaint(about: options)?.contains("failed to parse IP: ") == true)
    }

    @Test func `must advertise an IP address`() {
        var options = ServerOptions()
        options.advertiseAddress = "server"

        #expect(
            complaint(about: options)
                == #"invalid argument "server" for "--advertise-address" flag: failed to parse "#
                + #"IP: "server""#)
    }

    @Test(arguments: [(0, true), (65535, true), (-1, false), (65536, false)])
    func `must name a port there is`(port: Int, isValid: Bool) {
        var options = ServerOptions()
        options.port = port
        let message =
            "--port \(port) must be between 0 and 65535, inclusive. 0 picks a free port"

        #expect(complaint(about: options) == (isValid ? nil : message))
    }

    @Test(arguments: [(0, true), (1_000_000, true), (-1, false), (1_000_001, false)])
    func `must name a size of the journal that memory has room for`(size: Int, isValid: Bool) {
        var options = ServerOptions()
        options.journalRequests = size
        let message =
            "--journal-requests \(size) must be between 0 and 1000000, inclusive. 0 remembers no "
            + "requests"

        #expect(complaint(about: options) == (isValid ? nil : message))
    }

    @Test func `must name admission plugins there are`() {
        var options = ServerOptions()
        options.enableAdmissionPlugins = ["Nope"]

        #expect(
            complaint(about: options)
                == #"enable-admission-plugins plugin "Nope" is unknown"#)
    }

    @Test(.needsDatabase) func `name one place for the database at most`() {
        var options = ServerOptions()
        options.dataDirectory = "data"
        options.sqlitePath = ""

        #expect(
            complaint(about: options)
                == "[--data-dir and --sqlite exclude each other, --sqlite must not be empty]")
    }

    @Test(.disabled(if: ServerOptions.hasDatabase, "the package trait SQLite is on"))
    func `name no place for a database where there cannot be one`() {
        var options = ServerOptions()
        options.dataDirectory = "data"
        let why = "needs the package trait SQLite, and this was built without it"
        #expect(complaint(about: options) == "--data-dir \(why)")

        options.dataDirectory = nil
        options.sqlitePath = "test.sqlite"
        #expect(complaint(about: options) == "--sqlite \(why)")
    }

    @Test func `that are wrong in several ways are told all of them at once`() {
        var options = ServerOptions(
            emulatedVersion: "1.31", featureGates: [FeatureGate(rawValue: "Foo"): true],
            runtimeConfig: ["a.io/v1"])
        options.enableAdmissionPlugins = ["Nope"]

        #expect(
            complaint(about: options)
                == #"[unrecognized feature gate: Foo, enable-admission-plugins plugin "Nope" is "#
                + "unknown, unknown api groups a.io/v1]")
    }

    private func complaint(about options: ServerOptions) -> String? {
        do {
            try options.validate()
            return nil
        } catch {
            return error.description
        }
    }
}
