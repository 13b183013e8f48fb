import Foundation

/// Signals that ask the process to stop, noticed by reading a pipe.
struct StopSignals {
    private let pipe = Pipe()

    /// Catches `numbers` from now on; made before the process has other threads.
    init(_ numbers: [Int32]) {
        // Blocked at once, and so in threads that come: a signal waits for `sigwait`, and none is
        // lost, however late that begins on a busy machine.
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in numbers { sigaddset(&signals, number) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        Thread.detachNewThread { [signals, end = pipe.fileHandleForWriting] in
            var signals = signals
            var number: Int32 = 0
            while sigwait(&signals, &number) == 0 { try? end.write(contentsOf: Data([1])) }
        }
    }

    /// Becomes readable when a signal has come.
    var descriptor: Int32 { pipe.fileHandleForReading.fileDescriptor }

    /// Forgets the signal that came.
    func acknowledge() {
        var byte: UInt8 = 0
        _ = read(descriptor, &byte, 1)
    }
}
