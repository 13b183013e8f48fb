import FakeAPIServerKit
import KubeRegistry

/// The arguments of the command line as kube-apiserver understands them.
///
/// A flag with a value may be spelled `--port 0`, `--port=0`, `-v 4`, `-v=4` or `-v4`; the value
/// may begin with a dash, and an underscore in a name stands for a dash. A switch stands alone, or
/// is spelled `--switch=false`.
struct FlagArguments {
    /// The flags that take a value; `v` is the only one with a short form.
    static let names: Set = [
        "bind-address", "clock", "clock-rate", "coordinated-leadership-lease-duration",
        "coordinated-leadership-renew-deadline", "coordinated-leadership-retry-period",
        "data-dir", "emulated-version", "enable-admission-plugins", "feature-gates", "port",
        "ready-file", "runtime-config", "seed", "sqlite", "sqlite-synchronous", "unix-socket", "v",
        "write-kubeconfig",
    ]

    /// The flags that are true when they stand alone.
    static let switches: Set = [
        "control-api", "election-events", "runtime-config-emulation-forward-compatible",
        "sqlite-check",
    ]

    /// The flags that ask for something to be printed.
    private static let requests: Set = ["help", "version", "generate-completion-script"]

    private var rest: ArraySlice<String>
    private var canonical: [String] = []
    private var strays: [String] = []

    /// The arguments with every flag spelled in the same way, `--name=value`.
    static func canonical(_ arguments: [String]) throws(FlagError) -> [String] {
        var scanner = FlagArguments(rest: arguments[...])
        try scanner.scan()
        return scanner.canonical
    }

    private init(rest: ArraySlice<String>) {
        self.rest = rest
    }

    private mutating func scan() throws(FlagError) {
        while let argument = rest.popFirst() {
            if argument == "--" {
                strays += rest
                break
            } else if argument.hasPrefix("--") {
                try scanLong(argument)
            } else if argument.hasPrefix("-"), argument != "-" {
                try scanShort(argument)
            } else {
                strays.append(argument)
            }
        }
        guard strays.isEmpty else {
            let list = strays.map(FlagValue.quote).joined(separator: " ")
            throw FlagError(#""fake-apiserver" does not take any arguments, got [\#(list)]"#)
        }
    }

    private mutating func scanLong(_ argument: String) throws(FlagError) {
        let parts = argument.dropFirst(2).split(
            separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let spelling = String(parts[0])
        guard !spelling.isEmpty, !spelling.hasPrefix("-") else {
            throw FlagError("bad flag syntax: \(argument)")
        }
        let name = String(spelling.map { $0 == "_" ? "-" : $0 })
        if Self.requests.contains(name) {
            canonical.append(argument)
            return
        }
        let isSwitch = Self.switches.contains(name)
        guard isSwitch || Self.names.contains(name) else {
            throw FlagError("unknown flag: --\(spelling)")
        }
        if parts.count == 2 {
            append(name, String(parts[1]))
        } else if isSwitch {
            append(name, "true")
        } else if let value = rest.popFirst() {
            append(name, value)
        } else {
            throw FlagError("flag needs an argument: --\(spelling)")
        }
    }

    private mutating func scanShort(_ argument: String) throws(FlagError) {
        let letters = argument.dropFirst()
        switch letters.first {
        case "h":
            canonical.append("--help")
        case "v":
            let attached = letters.dropFirst()
            if !attached.isEmpty {
                append("v", String(attached.first == "=" ? attached.dropFirst() : attached))
            } else if let value = rest.popFirst() {
                append("v", value)
            } else {
                throw FlagError("flag needs an argument: 'v' in \(argument)")
            }
        default:
            throw FlagError("unknown shorthand flag: '\(letters.prefix(1))' in \(argument)")
        }
    }

    /// Adds a flag in a form that stays one even if the value is empty or begins with a dash.
    private mutating func append(_ name: String, _ value: String) {
        canonical += value.isEmpty ? ["--\(name)", ""] : ["--\(name)=\(value)"]
    }
}
