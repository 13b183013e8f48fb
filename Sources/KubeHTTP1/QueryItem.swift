/// One `name=value` of a query, decoded.
package struct QueryItem: Hashable, Sendable {
    /// What stands before the equals sign.
    package let name: String
    /// What stands behind it; empty without one.
    package let value: String

    /// An item with decoded parts.
    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
