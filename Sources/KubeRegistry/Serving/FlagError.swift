/// What is wrong with the values of command-line flags, in kube-apiserver's words.
package struct FlagError: Error, Hashable, CustomStringConvertible {
    /// One sentence per mistake, in the order of the flags; never empty.
    package var messages: [String]

    /// A single mistake.
    package init(_ message: String) {
        messages = [message]
    }

    /// All of `messages`, or nil when there are none.
    package init?(_ messages: [String]) {
        guard !messages.isEmpty else { return nil }
        self.messages = messages
    }

    /// The sentence alone, or several as `[a, b]`, each once.
    package var description: String {
        var seen: Set<String> = []
        let distinct = messages.filter { seen.insert($0).inserted }
        return distinct.count == 1 ? distinct[0] : "[" + distinct.joined(separator: ", ") + "]"
    }
}
