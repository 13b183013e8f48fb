import Synchronization

/// What a journal has told of.
final class Reports: Sendable {
    private let texts = Mutex<[String]>([])

    /// All of it, in order.
    var all: [String] { texts.withLock(\.self) }

    /// Takes the next one.
    var add: @Sendable (String) -> Void {
        { text in self.texts.withLock { $0.append(text) } }
    }
}
