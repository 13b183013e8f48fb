import Foundation

/// A `fake-apiserver` of its own process.
final class ServerProcess {
    /// Where it listens.
    let url: URL

    private let process = Process()

    /// Starts a server, and returns once it answers.
    init(_ arguments: [String]) throws {
        let output = Pipe()
        process.executableURL = Self.executable
        process.arguments = ["--port=0"] + arguments
        process.standardOutput = output
        try process.run()
        var line = ""
        while !line.hasSuffix("\n") {
            let chunk = output.fileHandleForReading.availableData
            guard !chunk.isEmpty else { throw Failure(status: Self.wait(for: process)) }
            line += String(decoding: chunk, as: UTF8.self)
        }
        guard
            let text = line.split(whereSeparator: \.isWhitespace).first(where: {
                $0.hasPrefix("http://")
            }),
            let url = URL(string: String(text))
        else { throw Failure(status: 0) }
        self.url = url
    }

    deinit {
        if process.isRunning { kill() }
    }

    /// The server ended before it listened.
    struct Failure: Error {
        var status: Int32
    }

    /// Ends the server in the middle of whatever it is doing.
    func kill() {
        Foundation.kill(processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    var processIdentifier: Int32 { process.processIdentifier }

    /// Runs a server that does not come to listen; returns its status and what it says.
    static func refusal(_ arguments: [String]) throws -> (status: Int32, message: String) {
        let process = Process()
        let errors = Pipe()
        process.executableURL = executable
        process.arguments = ["--port=0"] + arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        try process.run()
        let message = String(
            decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        return (wait(for: process), message)
    }

    private static func wait(for process: Process) -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// The program that is built with the tests, beside them.
    private static var executable: URL {
        #if os(macOS)
            let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? .main
            let products = bundle.bundleURL.deletingLastPathComponent()
        #else
            let products = Bundle.main.bundleURL
        #endif
        return products.appendingPathComponent("fake-apiserver")
    }
}
