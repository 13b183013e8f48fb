import ArgumentParser
import FakeAPIServerKit
import Foundation
import KubeRegistry
import KubeTestSupport
import Testing

@testable import fake_apiserver

/// The options that `arguments` spell.
private func parsed(_ arguments: [String]) throws -> ServerOptions {
    try Invocation(arguments).options
}

@Suite struct `The command line` {
    @Test func `without flags means the default options`() throws {
        #expect(try parsed([]) == ServerOptions.defaults)
    }

    @Test(arguments: [
        ["--port=0"], ["--port", "0"], ["--port=4711", "--port", "0"],
    ])
    func `takes a port`(arguments: [String]) throws {
        #expect(try parsed(arguments).port == 0)
    }

    @Test func `may leave a value empty`() throws {
        let options = try parsed(["--emulated-version=", "-v", "0"])

        #expect(options.emulatedVersion == "")
        #expect(throws: Never.self) { try options.validate() }
    }

    @Test func `may advertise no address`() throws {
        #expect(try parsed(["--advertise-address="]) == ServerOptions.defaults)
    }

    @Test(arguments: [["-v", "4"], ["-v=4"], ["-v4"], ["--v=4"], ["--v", "4"]])
    func `takes a verbosity in every spelling`(arguments: [String]) throws {
        #expect(try parsed(arguments).verbosity == 4)
    }

    @Test(arguments: [
        ["--feature-gates=A=true", "--feature-gates=B=false"],
        ["--feature-gates", "A=true", "--feature_gates", "B=false"],
    ])
    func `collects flags that are repeated`(arguments: [String]) throws {
        let options = try parsed(arguments)

        #expect(options.featureGates.flagValues == ["A=true", "B=false"])
    }

    @Test(arguments: [
        ([], false), (["--runtime-config-emulation-forward-compatible", "-v=1"], true),
        (["--runtime-config-emulation-forward-compatible=f"], false),
    ])
    func `takes a switch with or without a value`(arguments: [String], isOn: Bool) throws {
        let options = try parsed(arguments)

        #expect(options.runtimeConfigEmulationForwardCompatible == isOn)
    }

    @Test func `fills every option`() throws {
        let options = try parsed([
            "--emulated-version=1.31", "--feature-gates=WatchList=true",
            "--runtime-config=api/beta=true", "--runtime-config", "coordination.k8s.io/v1",
            "--bind-address=::1", "--port=1", "--unix-socket=a.sock",
            "--coordinated-leadership-lease-duration=1m30s",
            "--coordinated-leadership-renew-deadline=1.5s",
            "--coordinated-leadership-retry-period=200ms", "-v=2",
            "--enable-admission-plugins=NamespaceAutoProvision,Priority", "--data-dir=data",
            "--sqlite", "a.sqlite", "--sqlite-synchronous=full",
            "--sqlite-check", "--load=a.yaml", "--load", "folder",
        ])

        var expected = ServerOptions(
            emulatedVersion: "1.31", featureGates: [.watchList: true],
            runtimeConfig: ["api/beta=true", "coordination.k8s.io/v1"])
        expected.bindAddress = "::1"
        expected.port = 1
        expected.unixSocketPath = "a.sock"
        expected.coordinatedLeadershipLeaseDuration = .seconds(90)
        expected.coordinatedLeadershipRenewDeadline = .milliseconds(1500)
        expected.coordinatedLeadershipRetryPeriod = .milliseconds(200)
        expected.verbosity = 2
        expected.dataDirectory = "data"
        expected.sqlitePath = "a.sqlite"
        expected.sqliteSynchronous = .full
        expected.sqliteCheck = true
        expected.loadPaths = ["a.yaml", "folder"]
        expected.enableAdmissionPlugins = ["NamespaceAutoProvision", "Priority"]
        #expect(options == expected)
    }

    @Test(arguments: [
        (["--nope"], "unknown flag: --nope"),
        (
            ["--sqlite-synchronous=off"],
            #"invalid argument "off" for "--sqlite-synchronous" flag: must be normal or full"#
        ),
        (
            ["--controllers=*"],
            #"invalid argument "*" for "--controllers" flag: must be true or false: the garbage "#
                + "collector and the namespace controller run both or not at all"
        ),
        (
            ["--exit-when-idle=0"],
            #"invalid argument "0" for "--exit-when-idle" flag: must be more than 0"#
        ),
        (["--no_pe=1"], "unknown flag: --no_pe"),
        (["-x"], "unknown shorthand flag: 'x' in -x"),
        (["--port"], "flag needs an argument: --port"),
        (["-v"], "flag needs an argument: 'v' in -v"),
        (["--=1"], "bad flag syntax: --=1"),
        (["---port=1"], "bad flag syntax: ---port=1"),
        (
            ["serve", "--port=1", "now"],
            #""fake-apiserver" does not take any arguments, got ["serve" "now"]"#
        ),
        (
            ["--", "--port=1"],
            #""fake-apiserver" does not take any arguments, got ["--port=1"]"#
        ),
        (
            ["--port=abc"],
            #"invalid argument "abc" for "--port" flag: strconv.ParseInt: parsing "abc": "#
                + "invalid syntax"
        ),
        (
            ["--port="],
            #"invalid argument "" for "--port" flag: strconv.ParseInt: parsing "": invalid syntax"#
        ),
        (
            ["-v", "99999999999999999999"],
            #"invalid argument "99999999999999999999" for "-v, --v" flag: strconv.ParseInt: "#
                + #"parsing "99999999999999999999": value out of range"#
        ),
        (
            ["--coordinated-leadership-retry-period=2"],
            #"invalid argument "2" for "--coordinated-leadership-retry-period" flag: "#
                + #"time: missing unit in duration "2""#
        ),
        (
            ["--runtime-config-emulation-forward-compatible=yes"],
            #"invalid argument "yes" for "--runtime-config-emulation-forward-compatible" flag: "#
                + #"strconv.ParseBool: parsing "yes": invalid syntax"#
        ),
    ])
    func `that is wrong is refused in the words of kube-apiserver`(
        arguments: [String], message: String
    ) {
        let error = #expect(throws: FlagError.self) {
            try parsed(arguments)
        }
        #expect(error?.description == message)
    }

    @Test(arguments: [
        ("--prot", "--port"), ("--feature-gate=A=true", "--feature-gates"),
        ("--runtime_confg", "--runtime-config"), ("--Port=1", "--port"),
        ("--coordinated-leadership-l", "--coordinated-leadership-lease-duration"),
        ("--sqlite-chekc", "--sqlite-check"), ("--versoin", "--version"),
    ])
    func `with an unknown flag is told which was meant`(argument: String, meant: String) {
        let error = #expect(throws: FlagError.self) { try parsed([argument]) }
        let spelling = argument.split(separator: "=")[0]
        #expect(error?.description == "unknown flag: \(spelling); did you mean \(meant)?")
    }

    @Test(arguments: [
        ("", "abc", 3), ("abc", "", 3), ("port", "port", 0), ("prot", "port", 1),
        ("kitten", "sitting", 3), ("ca", "abc", 3), ("ports", "port", 1),
    ])
    func `counts the mistakes in a text`(text: String, other: String, distance: Int) {
        #expect(editDistance(from: text, to: other) == distance)
    }

    @Test(arguments: [
        "--port=abc", "--nope", "--feature-gates=Foo", "--emulated-version=1.30",
        "--runtime-config=v1", "--bind-address=localhost", "--advertise-address=localhost",
        "--first-resource-version=0",
    ])
    func `that is wrong ends with status 1`(argument: String) {
        #expect(run([argument]) == 1)
    }
}

@Suite struct `A completion script` {
    @Test(arguments: [
        "CoordinatedLeaderElection=true", "WatchList=false", "AllAlpha=true",
        "coordination.k8s.io/v1alpha2=true", "api/beta=false", "1.31", "normal", "json", "manual",
    ])
    func `knows the value`(value: String) {
        #expect(FakeAPIServerCommand.completionScript(for: .bash).contains("'\(value)'"))
    }
}

@Suite struct `The help` {
    private let help = FakeAPIServerCommand.helpMessage(columns: 100)

    @Test(arguments: ServerFlag.all.map(\.name))
    func `mentions the flag`(name: String) {
        #expect(help.contains("--\(name) "))
    }

    @Test func `mentions no flag that the command line would refuse`() {
        let mentioned = help.matches(of: /\n  (?:-v, )?--([a-z-]+) </).map { String($0.1) }

        #expect(Set(mentioned) == Set(ServerFlag.all.map(\.name)))
    }

    @Test(arguments: [["--help"], ["-h"], ["--port=1", "--help"]])
    func `is what --help asks for`(arguments: [String]) {
        let error = #expect(throws: (any Error).self) {
            try parsed(arguments)
        }
        #expect(error.map { FakeAPIServerCommand.exitCode(for: $0) } == .success)
    }

    @Test func `is not the version`() {
        let error = #expect(throws: (any Error).self) {
            try parsed(["--version"])
        }
        #expect(
            error.map { FakeAPIServerCommand.fullMessage(for: $0) }
                == "Kubernetes v1.36.2 (fake-apiserver)")
    }
}
