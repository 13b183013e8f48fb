import KubeRegistry

extension ServerFlag {
    /// What the names of all variables begin with.
    static let variablePrefix = "FAKE_APISERVER_"

    /// The environment variable that gives the flag its value where the command line does not.
    var variable: String { Self.variable(named: name) }

    /// The environment variable for what the command line calls `name`.
    static func variable(named name: String) -> String {
        variablePrefix + String(name.uppercased().map { $0 == "-" ? "_" : $0 })
    }

    /// Changes what is asked for as the flag's variable says; an empty one says nothing.
    func apply(
        _ environment: [String: String], to invocation: inout Invocation
    ) throws(FlagError) {
        guard let text = environment[variable], !text.isEmpty else { return }
        do {
            try apply(&invocation, text)
        } catch {
            throw FlagError("\(variable): \(error)")
        }
    }
}
