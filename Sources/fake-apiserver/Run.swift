import ArgumentParser
import FakeAPIServerKit
import KubeFoundation

/// Does what the command line says, and returns the status to exit with.
///
/// A wrong flag ends here with status 1 and one line on standard error, before anything is bound.
func run(_ arguments: [String], environment: [String: String] = [:]) -> Int32 {
    do {
        if arguments.first == HealthCommand.name {
            let health = try HealthCommand(Array(arguments.dropFirst()), environment: environment)
            try health.run()
            return 0
        }
        let invocation = try Invocation(arguments, environment: environment)
        try runServer(invocation)
        return 0
    } catch {
        return report(error)
    }
}

/// Prints what ended the program: the help it was asked for, or an error.
func report(_ error: any Error) -> Int32 {
    let isRequested = FakeAPIServerCommand.exitCode(for: error) == .success
    let text =
        isRequested
        ? FakeAPIServerCommand.fullMessage(for: error)
        : "Error: " + FakeAPIServerCommand.message(for: error)
    output(text + "\n", to: isRequested ? STDOUT_FILENO : STDERR_FILENO)
    return isRequested ? 0 : 1
}
