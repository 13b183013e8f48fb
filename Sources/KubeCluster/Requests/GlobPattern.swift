/// A text in which each asterisk stands for any text, also for none.
struct GlobPattern: Hashable, Sendable {
    /// The pattern as it was written.
    let text: String

    /// Whether it stands for nothing but itself.
    var isPlain: Bool { !text.utf8.contains(UInt8(ascii: "*")) }

    /// Whether `candidate` is such a text.
    func matches(_ candidate: String) -> Bool {
        let pattern = Array(text.utf8)
        let bytes = Array(candidate.utf8)
        var (place, position) = (0, 0)
        /// Behind the last asterisk, and where the text that it stands for ends so far.
        var retry: (place: Int, position: Int)?
        while position < bytes.count {
            if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
                place += 1
                retry = (place, position)
            } else if place < pattern.count, pattern[place] == bytes[position] {
                place += 1
                position += 1
            } else if let last = retry {
                retry = (last.place, last.position + 1)
                (place, position) = (last.place, last.position + 1)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
