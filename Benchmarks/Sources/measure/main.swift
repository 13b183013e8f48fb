// Measures a built server: start, memory, and the time of single requests on one connection.
//
//     measure PATH/TO/fake-apiserver

import Foundation

/// The middle of `values`.
func median(_ values: [Duration]) -> Duration {
    values.sorted()[values.count / 2]
}

/// `duration` in milliseconds with three digits.
func milliseconds(_ duration: Duration) -> String {
    String(format: "%.3f ms", Double(duration.components.attoseconds) / 1e15
        + Double(duration.components.seconds) * 1000)
}

/// A server that was started for a measurement.
struct Server {
    let process = Process()
    let port: UInt16
    let startTime: Duration

    init(_ path: String, _ flags: [String]) throws {
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

    /// Resident memory in megabytes.
    var residentMegabytes: Double {
        let status =
            (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8))
            ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS") } ?? ""
        return (Double(line.filter(\.isNumber)) ?? 0) / 1024
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }
}

let path = CommandLine.arguments.dropFirst().first ?? ".build/release/fake-apiserver"
let pageFlags = [
    "--feature-gates=CoordinatedLeaderElection=true",
    "--runtime-config=coordination.k8s.io/v1alpha1=true",
]
let starts = try (0..<11).map { _ in
    let server = try Server(path, pageFlags)
    defer { server.stop() }
    return server.startTime
}
print("start until it accepts     \(milliseconds(median(starts)))   (at most 20 ms)")

let server = try Server(path, pageFlags)
print(
    "resident memory when idle  \(String(format: "%.1f MB", server.residentMegabytes))    (at most 25 MB)")

guard let connection = Connection(port: server.port) else {
    preconditionFailure("nobody listens")
}
let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"

/// The median time of `count` requests; `check` sees each answer outside the measured time.
func time(
    _ count: Int, check: (String) -> Void = { _ in }, _ request: (Int) -> [UInt8]
) -> Duration {
    let clock = ContinuousClock()
    return median(
        (0..<count).map { index in
            let start = clock.now
            let answer = request(index)
            let duration = clock.now - start
            precondition(answer.starts(with: "HTTP/1.1 2".utf8), "the server refused")
            check(String(decoding: answer.prefix(2048), as: UTF8.self))
            return duration
        })
}

let create = time(1000) { index in
    connection.request(
        "POST", leases,
        #"{"metadata":{"name":"l\#(index)"},"spec":{"holderIdentity":"h","leaseDurationSeconds":15}}"#)
}
let get = time(20_000) { _ in connection.request("GET", leases + "/l0") }

/// The resource version in an answer.
func version(_ answer: String) -> String {
    String(
        answer.components(separatedBy: #""resourceVersion":""#)[1].prefix { $0.isNumber })
}

var current = version(
    String(decoding: connection.request("GET", leases + "/l0"), as: UTF8.self))
let update = time(5000, check: { current = version($0) }) { index in
    let digits = String(1_000_000 + index).dropFirst()
    return connection.request(
        "PUT", leases + "/l0",
        #"{"metadata":{"name":"l0","resourceVersion":"\#(current)"},"spec":{"holderIdentity":"h","#
            + #""leaseDurationSeconds":15,"renewTime":"2026-01-01T00:00:00.\#(digits)Z"}}"#)
}
let list = time(300) { _ in connection.request("GET", leases) }
print("GET of a lease             \(milliseconds(get))   (at most 0.2 ms)")
print("POST of a lease            \(milliseconds(create))")
print("PUT of a lease             \(milliseconds(update))")
print("GET of 1,000 leases        \(milliseconds(list))")
server.stop()
