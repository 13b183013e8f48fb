/// The target of a connection's last request, which is often that of the next one too: whoever elects
/// a leader reads and writes one lease again and again.
struct RecentTarget: Sendable {
    /// Longer ones are not remembered, since an idle connection holds what is.
    static let wordBytesMax = 1024

    private var word: [UInt8] = []
    private var target: RequestTarget?

    /// What `word` means in any request but a `CONNECT`; nil when that is not known.
    func target(of word: ArraySlice<UInt8>) -> RequestTarget? {
        word == self.word[...] ? target : nil
    }

    /// Remembers what `word` means, unless it is long.
    mutating func note(_ target: RequestTarget, of word: ArraySlice<UInt8>) {
        guard word.count <= Self.wordBytesMax else { return }
        self.word = Array(word)
        self.target = target
    }
}
