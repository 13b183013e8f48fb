/// How many requests took how long, in kube-apiserver's buckets (`apiserver_request_duration_seconds`).
struct DurationHistogram: Sendable {
    /// The upper ends of the buckets but the last, which has none.
    private static let bounds: [(text: String, duration: Duration)] = [
        0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30,
        45, 60,
    ].map { seconds in
        let milliseconds = Int64((seconds * 1000).rounded())
        let isWhole = milliseconds % 1000 == 0
        return (isWhole ? "\(milliseconds / 1000)" : "\(seconds)", .milliseconds(milliseconds))
    }

    /// The upper end of the first bucket, in which nearly all requests are.
    private static let firstBound = Duration.milliseconds(5)

    private var counts = [UInt64](repeating: 0, count: bounds.count + 1)

    /// How long they took together.
    private(set) var sum = Duration.zero

    /// Counts a request that took so long.
    mutating func observe(_ duration: Duration) {
        sum += duration
        guard duration > Self.firstBound else {
            counts[0] += 1
            return
        }
        counts[Self.bounds.firstIndex { duration <= $0.duration } ?? Self.bounds.count] += 1
    }

    /// The upper end of each bucket, and how many requests are in it and in none before.
    var buckets: [(bound: String, count: UInt64)] {
        Array(zip(Self.bounds.map(\.text) + ["+Inf"], counts))
    }
}
