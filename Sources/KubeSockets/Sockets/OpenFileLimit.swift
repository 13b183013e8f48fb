import KubeFoundation

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
