extension String {
    /// `value` in hexadecimal, with zeros before it where it has fewer than `digits` digits.
    package init(hexadecimal value: some BinaryInteger, digits: Int, uppercase: Bool = false) {
        let text = String(value, radix: 16, uppercase: uppercase)
        self = String(repeating: "0", count: Swift.max(0, digits - text.utf8.count)) + text
    }
}
