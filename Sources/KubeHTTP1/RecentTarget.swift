/// What a connection's last request was addressed to, which is often that of the next one too: whoever
/// elects a leader reads and writes one lease again and again, under one name.
struct RecentTarget: Sendable {
    /// Longer ones are not remembered, since an idle connection holds what is.
    static let wordBytesMax = 1024

    private var word: [UInt8] = []
    private var destination: RequestDestination?

    /// What `word` means in any request but a `CONNECT`; nil when that is not known.
    func destination(of word: ArraySlice<UInt8>) -> RequestDestination? {
        word == self.word[...] ? destination : nil
    }

    /// Remembers what `word` means, unless it is long.
    mutating func note(_ destination: RequestDestination, of word: ArraySlice<UInt8>) {
        guard word.count <= Self.wordBytesMax else { return }
        self.word = Array(word)
        self.destination = destination
    }
}
