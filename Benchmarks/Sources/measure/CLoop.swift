import Foundation

/// A server in C that does the least that a server can do.
enum CLoop {
    /// Starts one; to everybody who watches it sends `event` whenever something is put.
    static func start(event: String = "") throws -> MeasuredServer {
        let folder = Bundle.main.executableURL?.deletingLastPathComponent()
        return try MeasuredServer(
            launching: [folder?.appending(path: "c-loop").path() ?? "c-loop", event])
    }
}
