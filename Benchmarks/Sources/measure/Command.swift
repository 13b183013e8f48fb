import Foundation

/// A program that is run to its end.
enum Command {
    /// Whether the shell would find a program of this name.
    static func isInstalled(_ name: String) -> Bool {
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        return folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
    }

    /// Runs a program and returns what it prints; throws when it is missing or fails.
    @discardableResult
    static func run(_ command: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CommandError(command: command) }
        return String(decoding: data, as: UTF8.self)
    }
}

/// A program that failed.
struct CommandError: Error, CustomStringConvertible {
    let command: [String]
    var description: String { "\(command.joined(separator: " ")) failed" }
}
