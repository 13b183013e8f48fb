/// One field of a message.
package struct HTTPField: Hashable, Sendable {
    /// The name as it was sent.
    package let name: String
    /// The value without the blanks around it.
    package let value: String

    func isNamed(_ other: String) -> Bool {
        name.utf8.equalsIgnoringCase(other.utf8)
    }
}
