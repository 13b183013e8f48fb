/// The threads of the process other than the one that asks.
package enum OtherThreads {
    /// Whether any of them runs, or waits for nothing but a processor; nil where the system does not tell.
    package static var areRunning: Bool? {
        // The one that asks runs as well.
        runningCount(in: "/proc/self/task").map { $0 > 1 }
    }

    /// How many threads run of those that Linux lists in `folder`; nil where there are none.
    package static func runningCount(in folder: String) -> Int? {
        guard let threads = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            return nil
        }
        return threads.count { state(ofThreadAt: "\(folder)/\($0)") == UInt8(ascii: "R") }
    }

    /// The letter by which the system tells what a thread does; nil when it has ended.
    private static func state(ofThreadAt path: String) -> UInt8? {
        let descriptor = open("\(path)/stat", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 128)
        let count = read(descriptor, &bytes, bytes.count)
        // Before it stands the name of the thread in parentheses, which may have some of its own.
        guard count > 0, let end = bytes[..<count].lastIndex(of: UInt8(ascii: ")")), end + 2 < count
        else { return nil }
        return bytes[end + 2]
    }
}
