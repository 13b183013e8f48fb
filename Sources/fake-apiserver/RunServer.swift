import FakeAPIServer
import Foundation

/// Serves until the process is told to stop; throws when the server cannot start.
///
/// The options are valid. The URL is printed, and the files that options name are written, once
/// the server accepts connections.
func runServer(_ options: ServerOptions) throws {
    let server = try FakeAPIServer(options)
    let signals = [SIGTERM, SIGINT].map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(
            signal: number, queue: DispatchQueue(label: "signals"))
        source.setEventHandler { server.stop() }
        source.resume()
        return source
    }
    try Announcement(url: server.url).writeFiles(for: options)
    try FileHandle.standardOutput.write(
        contentsOf: Data(
            """
            fake-apiserver listens on \(server.url)
            The same again: \(server.repeatingFlags)

            """.utf8))
    server.waitUntilStopped()
    for source in signals { source.cancel() }
}
