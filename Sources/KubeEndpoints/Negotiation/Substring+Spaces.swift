extension Substring.UTF8View {
    /// The text without the spaces at both ends.
    func trimmingSpaces() -> String { String(Substring(withoutOuterSpaces)) }

    /// The part of the text between the spaces at both ends.
    var withoutOuterSpaces: Substring.UTF8View {
        var rest = self
        while rest.first == UInt8(ascii: " ") { rest.removeFirst() }
        while rest.last == UInt8(ascii: " ") { rest.removeLast() }
        return rest
    }
}
