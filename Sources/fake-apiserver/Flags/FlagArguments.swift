import FakeAPIServerKit
import KubeRegistry

/// The arguments of the command line as kube-apiserver understands them.
///
/// A flag with a value may be spelled `--port 0`, `--port=0`, `-v 4`, `-v=4` or `-v4`; the value
/// may begin with a dash, and an underscore in a name stands for a dash. A switch stands alone, or
/// is spelled `--switch=false`.
struct FlagArguments {
    /// The flags that ask for something to be printed.
    static let requestNames: Set = ["help", "version", "generate-completion-script"]

    /// The flags with the texts of their values, in order.
    private(set) var values: [(flag: ServerFlag, text: String)] = []

    /// The flags that ask for something to be printed, as they stand.
    private(set) var requests: [String] = []

    private var rest: ArraySlice<String>
    private var strays: [String] = []

    /// The flags that `arguments` spell.
    init(_ arguments: [String]) throws(FlagError) {
        rest = arguments[...]
        try scan()
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
        if Self.requestNames.contains(name) { return requests.append(argument) }
        guard let flag = ServerFlag.named(name) else {
            let advice = ServerFlag.nameLike(name).map { "; did you mean --\($0)?" } ?? ""
            throw FlagError("unknown flag: --\(spelling)\(advice)")
        }
        if parts.count == 2 {
            values.append((flag, String(parts[1])))
        } else if flag.isSwitch {
            values.append((flag, "true"))
        } else if let text = rest.popFirst() {
            values.append((flag, text))
        } else {
            throw FlagError("flag needs an argument: --\(spelling)")
        }
    }

    private mutating func scanShort(_ argument: String) throws(FlagError) {
        let name = argument.dropFirst().prefix(1)
        if name == "h" { return requests.append("--help") }
        guard let flag = ServerFlag.named(name) else {
            throw FlagError("unknown shorthand flag: '\(name)' in \(argument)")
        }
        let attached = argument.dropFirst(2)
        if !attached.isEmpty {
            values.append((flag, String(attached.first == "=" ? attached.dropFirst() : attached)))
        } else if let text = rest.popFirst() {
            values.append((flag, text))
        } else {
            throw FlagError("flag needs an argument: '\(name)' in \(argument)")
        }
    }
}
