import Foundation

/// A file descriptor that is closed when nobody holds it any more.
final class Descriptor: Sendable {
    let number: Int32

    init(_ number: Int32) {
        self.number = number
    }

    deinit {
        _ = close(number)
    }

    /// Makes a descriptor non-blocking and keeps it from child processes; false when it is not open.
    static func configure(_ number: Int32) -> Bool {
        let flags = fcntl(number, F_GETFL)
        return flags >= 0 && fcntl(number, F_SETFL, flags | O_NONBLOCK) == 0
            && fcntl(number, F_SETFD, FD_CLOEXEC) == 0
    }
}
