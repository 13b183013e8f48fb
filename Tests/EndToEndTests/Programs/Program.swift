import Foundation
import Subprocess

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// A program of the machine that talks to a server, in an environment of its own.
struct Program: Sendable {
    /// Where the program is.
    var path: String
    /// The variables it sees, and no others.
    var environment: [String: String] = [:]

    private static let outputBytesMax = 16 << 20

    /// Runs the program to its end; `input` is what it reads.
    func run(_ arguments: [String], input: String = "") async throws -> ProgramResult {
        let result = try await Subprocess.run(
            configuration(arguments), input: .string(input),
            output: .string(limit: Self.outputBytesMax), error: .string(limit: Self.outputBytesMax))
        return ProgramResult(
            output: result.standardOutput, errors: result.standardError,
            status: result.terminationStatus.number)
    }

    /// Calls `body` with what the program writes, errors included, and ends it when `body` is done.
    func run(
        _ arguments: [String], whileReading body: (inout ProgramLines) async throws -> Void
    ) async throws {
        _ = try await Subprocess.run(
            configuration(arguments), input: .none, output: .sequence, error: .combinedWithOutput
        ) { execution in
            var lines = ProgramLines(execution.standardOutput)
            do {
                try await body(&lines)
            } catch {
                try? execution.send(signal: .terminate)
                throw error
            }
            // It may have ended by itself.
            try? execution.send(signal: .terminate)
        }
    }

    private func configuration(_ arguments: [String]) -> Configuration {
        let variables = environment.map { (Environment.Key(stringLiteral: $0), $1) }
        return Configuration(
            executable: .path(FilePath(path)), arguments: Arguments(arguments),
            environment: .custom(Dictionary(uniqueKeysWithValues: variables)))
    }

    /// The file called `name` in a folder of `PATH`; nil when there is none.
    static func find(_ name: String) -> String? {
        let folders = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return folders.split(separator: ":").map { "\($0)/\(name)" }
            .first(where: FileManager.default.isExecutableFile)
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

/// What a program writes while it runs.
struct ProgramLines {
    private var lines: SubprocessOutputSequence.StringSequence<UTF8>.AsyncIterator

    fileprivate init(_ output: SubprocessOutputSequence) {
        lines = output.strings().makeAsyncIterator()
    }

    /// Waits for a line with `text` and returns it; nil when the program ends before.
    mutating func first(with text: String) async throws -> String? {
        while let line = try await lines.next() {
            if line.contains(text) { return line }
        }
        return nil
    }

    /// Waits for the end of the program and returns the last line that is not of its log.
    mutating func last() async throws -> String? {
        var last: String?
        while let line = try await lines.next() { if !Self.isLog(line) { last = line } }
        return last
    }

    /// Whether the line has the form of Kubernetes' `klog`: `I1121 13:32:04.123456 …`.
    private static func isLog(_ line: String) -> Bool {
        line.prefixMatch(of: /[IWEF]\d{4} \d\d:\d\d:\d\d\./) != nil
    }
}
