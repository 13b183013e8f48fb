import ArgumentParser
import FakeAPIServerKit
import KubeFoundation

/// Does what the command line says, and returns the status to exit with.
///
/// A wrong flag ends here with status 1 and one line on standard error, before anything is bound.
func run(_ arguments: [String]) -> Int32 {
    do {
        let invocation = try Invocation(arguments)
        try runServer(invocation)
        return 0
    } catch {
        return report(error)
    }
}

/// Prints what ended the program: the help it was asked for, or an error.
private func report(_ error: any Error) -> Int32 {
    let isRequested = FakeAPIServerCommand.exitCode(for: error) == .success
    let text =
        isRequested
        ? FakeAPIServerCommand.fullMessage(for: error)
        : "Error: " + FakeAPIServerCommand.message(for: error)
    output(text + "\n", to: isRequested ? STDOUT_FILENO : STDERR_FILENO)
    return isRequested ? 0 : 1
}
