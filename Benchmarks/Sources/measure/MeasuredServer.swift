import Foundation
import Synchronization

/// A server that was started for a measurement.
final class MeasuredServer {
    private let process = Process()
    let port: UInt16

    /// How long it took until the server accepted a connection.
    let startTime: Duration

    private let errors = Pipe()
    private let log = Log()

    /// Starts a fake-apiserver.
    convenience init(_ path: String, _ flags: [String] = []) throws {
        try self.init(launching: [path, "--port=0"] + flags)
    }

    /// Starts a server that prints its URL.
    init(launching command: [String]) throws {
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        process.standardOutput = output
        process.standardError = errors
        errors.fileHandleForReading.readabilityHandler = { [log] handle in
            let data = handle.availableData
            if data.isEmpty { handle.readabilityHandler = nil }
            log.append(data)
        }
        let clock = ContinuousClock()
        let start = clock.now
        try process.run()
        var text = ""
        while !text.contains("\n") {
            let data = output.fileHandleForReading.availableData
            precondition(!data.isEmpty, "the server did not start")
            text += String(decoding: data, as: UTF8.self)
        }
        let digits = text.prefix { $0 != "\n" }.split(separator: ":").last ?? ""
        port = UInt16(digits.prefix { $0.isNumber }) ?? 0
        guard Connection(port: port) != nil else { preconditionFailure("nobody listens") }
        startTime = clock.now - start
    }

    deinit { stop() }

    var processIdentifier: Int32 { process.processIdentifier }

    func connect() -> Connection { .to(port) }

    /// Resident memory in megabytes.
    var residentMegabytes: Double {
        let line = statusLine("VmRSS")
        return (Double(line.filter(\.isNumber)) ?? 0) / 1024
    }

    /// The most memory that was resident so far, in megabytes.
    var peakMegabytes: Double {
        (Double(statusLine("VmHWM").filter(\.isNumber)) ?? 0) / 1024
    }

    /// How long its threads have run, in seconds, and how often they have waited.
    var activity: (seconds: Double, waits: Int) {
        let folder = "/proc/\(processIdentifier)/task"
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let figures = threads.map { thread in
            let text = try? String(contentsOfFile: "\(folder)/\(thread)/schedstat", encoding: .utf8)
            return (text ?? "").split { !$0.isNumber }.compactMap { Double($0) }
        }
        return figures.reduce((0, 0)) { sum, figures in
            figures.count < 3 ? sum : (sum.0 + figures[0] / 1e9, sum.1 + Int(figures[2]))
        }
    }

    private func statusLine(_ name: String) -> Substring {
        let path = "/proc/\(processIdentifier)/status"
        let status = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return status.split(separator: "\n").first { $0.hasPrefix(name) } ?? ""
    }

    /// How long the server was busy at a time, in milliseconds, where that was 5 or more; with `-v=2`.
    var longTurns: [Double] {
        log.text.split(separator: "\n").filter { $0.contains("The event loop was busy") }
            .compactMap { $0.split(separator: "\"").last { $0.hasSuffix("ms") } }
            .compactMap { Double($0.dropLast(2)) }
    }

    func stop() {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
    }

    /// What the server writes on standard error.
    private final class Log: Sendable {
        private let data = Mutex(Data())

        var text: String { data.withLock { String(decoding: $0, as: UTF8.self) } }

        func append(_ more: Data) { data.withLock { $0.append(more) } }
    }
}
