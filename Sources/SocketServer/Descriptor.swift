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

/// Lets this process open as many files as the system allows without privileges.
///
/// Every watch holds a connection, and shells start programs with a limit of 1024.
package func raiseOpenFileLimit() {
    #if canImport(Darwin)
        let resource = RLIMIT_NOFILE
    #else
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #endif
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    #if canImport(Darwin)
        limit.rlim_cur = min(limit.rlim_cur, rlim_t(OPEN_MAX))
    #endif
    _ = setrlimit(resource, &limit)
}
