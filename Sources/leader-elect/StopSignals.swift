import Foundation

/// Signals that ask the process to stop, noticed by reading a pipe.
struct StopSignals {
    /// Becomes readable when a signal has come.
    let descriptor: Int32
    private let sources: [any DispatchSourceSignal]

    /// Catches `numbers` from now on.
    init(_ numbers: [Int32]) {
        let pipe = Pipe()
        descriptor = pipe.fileHandleForReading.fileDescriptor
        sources = numbers.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(
                signal: number, queue: DispatchQueue(label: "signals"))
            // The handler keeps the pipe open.
            source.setEventHandler { try? pipe.fileHandleForWriting.write(contentsOf: Data([1])) }
            source.resume()
            return source
        }
        withExtendedLifetime(pipe) {}
    }

    /// Forgets the signal that came.
    func acknowledge() {
        var byte: UInt8 = 0
        _ = read(descriptor, &byte, 1)
    }
}
