extension String {
    /// The media type without its parameters and the blanks around it.
    var beforeParameters: String {
        utf8.prefix { $0 != UInt8(ascii: ";") }.trimmingSpaces()
    }
}
