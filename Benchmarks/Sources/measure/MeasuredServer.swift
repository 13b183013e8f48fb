import Foundation

/// A server that was started for a measurement.
final class MeasuredServer {
    private let process = Process()
    let port: UInt16

    /// How long it took until the server accepted a connection.
    let startTime: Duration

    init(_ path: String, _ flags: [String] = []) throws {
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = ["--port=0"] + flags
        process.standardOutput = output
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

    func connect() -> Connection { .to(port) }

    /// Resident memory in megabytes.
    var residentMegabytes: Double {
        let path = "/proc/\(process.processIdentifier)/status"
        let status = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS") } ?? ""
        return (Double(line.filter(\.isNumber)) ?? 0) / 1024
    }

    func stop() {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
    }
}
