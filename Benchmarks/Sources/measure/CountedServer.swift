import Foundation

/// A server that runs in callgrind.
final class CountedServer {
    private let server: MeasuredServer
    private let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    private var parts = 0

    /// What lets every run do the same.
    private static let flags =
        ["--port=0", "--seed=7"] + MeasuredResource.flags

    /// Runs `path`; counts from the beginning, or only when asked to.
    init(_ path: String, countsStart: Bool = false) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // Older versions of valgrind cannot read what Swift tells debuggers.
        let program = folder.appending(path: "program").path()
        let isStripped =
            (try? Command.run(["strip", "--strip-debug", "-o", program, path])) != nil
        server = try MeasuredServer(
            launching: [
                "/usr/bin/env", "valgrind", "--tool=callgrind",
                "--instr-atstart=\(countsStart ? "yes" : "no")",
                "--callgrind-out-file=\(folder.appending(path: "out").path())",
                isStripped ? program : path,
            ] + Self.flags)
    }

    /// How many instructions it takes until a server accepts connections.
    static func countStart(_ path: String) throws -> Int {
        let server = try CountedServer(path, countsStart: true)
        defer { server.stop() }
        return try server.endCounting()
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var port: UInt16 { server.port }

    func connect() -> Connection { server.connect() }

    func stop() { server.stop() }

    func beginCounting() throws {
        try control("-i", "on")
        try control("-z")
    }

    /// How many instructions have been executed since counting began.
    func endCounting() throws -> Int {
        // What is left to do when the answer is out is done now.
        Thread.sleep(forTimeInterval: 0.3)
        try control("-d")
        try control("-i", "off")
        parts += 1
        let profile = try String(
            contentsOf: folder.appending(path: "out.\(parts)"), encoding: .utf8)
        let total = profile.firstMatch(of: #/\n(?:summary|totals): (\d+)/#)
        guard let count = total.flatMap({ Int($0.1) }) else {
            throw UncountedError(profile: "out.\(parts)")
        }
        return count
    }

    private func control(_ options: String...) throws {
        try Command.run(["callgrind_control"] + options + ["\(server.processIdentifier)"])
    }
}

/// A profile without a total.
private struct UncountedError: Error, CustomStringConvertible {
    let profile: String
    var description: String { "callgrind told no total in \(profile)" }
}
