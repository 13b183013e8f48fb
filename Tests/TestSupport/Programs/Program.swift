import Foundation
import Subprocess

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// A program of the machine, in an environment of its own.
package struct Program: Sendable {
    /// Where the program is.
    package var path: String
    /// The variables it sees, and no others; those of the tests where there is nil.
    package var environment: [String: String]?

    private static let outputBytesMax = 16 << 20

    /// The program at `path`.
    package init(path: String, environment: [String: String]? = nil) {
        self.path = path
        self.environment = environment
    }

    /// Runs the program to its end; `input` is what it reads.
    package func run(_ arguments: [String], input: String = "") async throws -> ProgramResult {
        let result = try await Subprocess.run(
            configuration(arguments), input: .string(input),
            output: .string(limit: Self.outputBytesMax), error: .string(limit: Self.outputBytesMax))
        return ProgramResult(
            output: result.standardOutput, errors: result.standardError,
            status: result.terminationStatus.number)
    }

    /// Calls `body` with the program while it runs, tells it to end when `body` is done, and returns
    /// how it ended: the exit status, or a negative signal.
    ///
    /// A program that goes on for longer than any test waits is killed.
    @discardableResult
    package func run<Output: Sendable>(
        _ arguments: [String], whileRunning body: (inout RunningProgram) async throws -> Output
    ) async throws -> (output: Output, status: Int32) {
        let result = try await Subprocess.run(
            configuration(arguments), input: .none, output: .sequence, error: .combinedWithOutput
        ) { execution in
            // It may have ended by itself.
            let signal: @Sendable (Signal) -> Void = { try? execution.send(signal: $0) }
            var program = RunningProgram(
                lines: execution.standardOutput.strings().makeAsyncIterator(), signal: signal)
            let watchdog = Task {
                try await Task.sleep(for: Patience.duration)
                signal(.kill)
            }
            defer {
                watchdog.cancel()
                program.stop()
            }
            return try await body(&program)
        }
        return (result.closureResult, result.terminationStatus.number)
    }

    private func configuration(_ arguments: [String]) -> Configuration {
        let variables = environment?.map { (Environment.Key(stringLiteral: $0), $1) }
        return Configuration(
            executable: .path(FilePath(path)), arguments: Arguments(arguments),
            environment: variables.map { .custom(Dictionary(uniqueKeysWithValues: $0)) }
                ?? .inherit)
    }
}

extension Program {
    /// The file called `name` in a folder of `PATH`; nil when there is none.
    package static func find(_ name: String) -> String? {
        let folders = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return folders.split(separator: ":").map { "\($0)/\(name)" }
            .first(where: FileManager.default.isExecutableFile)
    }

    /// The program of this package called `name`, which is built with the tests and lies beside
    /// them.
    package static func built(_ name: String) -> Program {
        #if os(macOS)
            let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? .main
            let products = bundle.bundleURL.deletingLastPathComponent()
        #else
            let products = Bundle.main.bundleURL
        #endif
        return Program(path: products.appending(path: name).path(percentEncoded: false))
    }
}

extension TerminationStatus {
    /// The exit status; negative for a signal.
    fileprivate var number: Int32 {
        switch self {
        case .exited(let status): status
        case .signaled(let signal): -signal
        }
    }
}
