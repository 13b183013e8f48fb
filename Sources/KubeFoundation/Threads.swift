#if os(Linux)
    import CKubeLinux
#endif

/// How far a thread may nest: documents are read recursively, and Darwin would give half a megabyte.
private let stackBytes = 8 << 20

/// Does `work` on a thread of its own, which ends with it; the system's tools show its `name`.
package func startThread(named name: String, _ work: @escaping @Sendable () -> Void) {
    #if os(Linux)
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stackBytes)
        var thread = pthread_t()
        let start = Unmanaged.passRetained(ThreadStart(name: name, work: work))
        let code = pthread_create(&thread, &attributes, runThread, start.toOpaque())
        guard code == 0 else {
            preconditionFailure("no thread can be started: \(String(cString: strerror(code)))")
        }
        pthread_detach(thread)
    #else
        let thread = Thread(block: work)
        thread.name = name
        thread.stackSize = stackBytes
        thread.start()
    #endif
}

#if os(Linux)
    /// What a new thread is handed.
    private final class ThreadStart: Sendable {
        let name: String
        let work: @Sendable () -> Void

        init(name: String, work: @escaping @Sendable () -> Void) {
            self.name = name
            self.work = work
        }
    }

    private func runThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let argument else { return nil }
        let start = Unmanaged<ThreadStart>.fromOpaque(argument).takeRetainedValue()
        // One of more than 15 bytes is refused, and the thread has its parent's.
        _ = ckube_pthread_setname(pthread_self(), start.name)
        start.work()
        return nil
    }
#endif
