/// The target of a connection's last request, which is often that of the next one too: whoever elects
/// a leader reads and writes one lease again and again.
struct RecentTarget: Sendable {
    private var word: [UInt8] = []
    private var target: RequestTarget?

    /// What `word` means in any request but a `CONNECT`; nil when that is not known.
    func target(of word: ArraySlice<UInt8>) -> RequestTarget? {
        word == self.word[...] ? target : nil
    }

    /// Remembers what `word` means.
    mutating func note(_ target: RequestTarget, of word: ArraySlice<UInt8>) {
        self.word = Array(word)
        self.target = target
    }
}
