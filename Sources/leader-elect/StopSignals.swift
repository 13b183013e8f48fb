import Dispatch
import Foundation

/// Signals that ask the process to stop.
enum StopSignals {
    /// Waits for the first signal among `numbers` that comes from now on, or for the task to be cancelled.
    static func waitForFirst(of numbers: Int32...) async {
        let (signals, continuation) = AsyncStream<Void>.makeStream()
        let sources = numbers.map { number in
            #if canImport(Darwin)
                // Dispatch sees a signal there only where nothing else does.
                signal(number, SIG_IGN)
            #endif
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { continuation.yield() }
            source.activate()
            return source
        }
        for await _ in signals { break }
        for source in sources { source.cancel() }
    }
}
