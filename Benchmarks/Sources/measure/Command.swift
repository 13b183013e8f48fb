import Foundation

/// A program that is run to its end.
enum Command {
    /// Throws when the program is missing or fails.
    static func run(_ command: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CommandError(command: command) }
    }
}

/// A program that failed.
struct CommandError: Error, CustomStringConvertible {
    let command: [String]
    var description: String { "\(command.joined(separator: " ")) failed" }
}
