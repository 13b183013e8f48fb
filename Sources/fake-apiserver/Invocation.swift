import ArgumentParser
import FakeAPIServerKit

/// What a command line asks for.
struct Invocation {
    /// The options of the server, which may still contradict each other.
    var options = ServerOptions.defaults

    /// Whom to tell once the server listens.
    var announcement = Announcement()

    /// Whether the program ends with the one that has started it.
    var exitsWithParent = false

    /// How long nobody may have asked anything before the program ends; nil where it goes on.
    var idleTimeMax: Duration?

    /// How fast the clock is to go, whichever clock that will be.
    var clockRate: Double?

    /// What `arguments`, spelled as kube-apiserver's are, ask for, and the variables in `environment`
    /// of those flags that they leave out.
    ///
    /// Throws what is to be printed instead: the help, or what is wrong.
    init(_ arguments: [String], environment: [String: String] = [:]) throws {
        let flags = try FlagArguments(arguments)
        if !flags.requests.isEmpty { _ = try FakeAPIServerCommand.parse(flags.requests) }
        let given = Set(flags.values.map(\.flag.name))
        for flag in ServerFlag.all where !given.contains(flag.name) {
            try flag.apply(environment, to: &self)
        }
        for (flag, text) in flags.values { try flag.apply(&self, text) }
        if let clockRate { try options.cluster.clock.setRate(clockRate) }
    }
}
