import Foundation
import Subprocess

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// The program `leader-elect` while it runs.
struct LeaderElectProgram {
    private let terminate: () -> Void
    private var lines: SubprocessOutputSequence.StringSequence<UTF8>.AsyncIterator

    /// Runs the program while `body` runs, and returns how it ended; at the latest when `body` has.
    static func run(
        _ arguments: [String], _ body: (inout LeaderElectProgram) async throws -> Void
    ) async throws -> TerminationStatus {
        let result = try await Subprocess.run(
            .path(FilePath(executable.path())), arguments: Arguments(arguments), input: .none,
            output: .sequence, error: .combinedWithOutput
        ) { execution in
            var program = LeaderElectProgram(
                terminate: { try? execution.send(signal: .terminate) },
                lines: execution.standardOutput.strings().makeAsyncIterator())
            do {
                try await body(&program)
            } catch {
                program.stop()
                throw error
            }
            program.stop()
        }
        return result.terminationStatus
    }

    /// Tells the program to stop; it may have ended by itself.
    func stop() { terminate() }

    /// Whether the program says `text` before it ends.
    mutating func says(_ text: String) async throws -> Bool {
        while let line = try await lines.next() {
            if line.contains(text) { return true }
        }
        return false
    }

    /// The program that is built with the tests, beside them.
    private static var executable: URL {
        #if os(macOS)
            let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? .main
            let products = bundle.bundleURL.deletingLastPathComponent()
        #else
            let products = Bundle.main.bundleURL
        #endif
        return products.appending(path: "leader-elect")
    }
}
