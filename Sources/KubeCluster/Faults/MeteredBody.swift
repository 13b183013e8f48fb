import KubeHTTP1
import KubeTime

/// The body of an answer that comes in pieces, or not to its end.
package struct MeteredBody: Sendable {
    /// Which of the cluster's it is.
    let id: UInt64

    private let bytes: ArraySlice<UInt8>
    private let bytesPerSecond: Int?
    private let ending: FaultAction.Ending?
    private var start: Timestamp
    private var sentCount = 0

    /// The body `bytes`, of which so many come per second from `start` on; all at once where nil.
    ///
    /// Where there is an `ending`, it stays incomplete.
    init(
        _ id: UInt64, _ bytes: ArraySlice<UInt8>, bytesPerSecond: Int?,
        _ ending: FaultAction.Ending?, from start: Timestamp
    ) {
        self.id = id
        self.bytes = bytes
        self.bytesPerSecond = bytesPerSecond
        self.ending = ending
        self.start = start
    }

    /// Appends what has come at `now`; all of it unless it still `isLimited`.
    ///
    /// One that is to hang ends with its connection once it no longer `hangs`.
    mutating func produce(
        into output: inout [UInt8], at now: Timestamp, isLimited: Bool, hangs: Bool
    ) -> StreamProgress {
        let count = isLimited ? count(at: now) : bytes.count
        output += bytes.dropFirst(sentCount).prefix(count - sentCount)
        sentCount = count
        guard count == bytes.count else { return .idle }
        switch ending {
        case nil: return .finished
        case .reset: return .cut(.reset)
        case .close: return .cut(.close)
        case .hang: return hangs ? .idle : .cut(.reset)
        }
    }

    private func count(at now: Timestamp) -> Int {
        guard let bytesPerSecond else { return bytes.count }
        let elapsed = Double(max(now - start, .zero).microseconds) / 1_000_000
        return max(sentCount, Int(min(elapsed * Double(bytesPerSecond), Double(bytes.count))))
    }

    /// Has every piece come as much later as the clock was set forward.
    package mutating func shift(by difference: Duration) { start = start + difference }

    /// Whether nothing more comes.
    var isExhausted: Bool { sentCount == bytes.count }
}
