import KubeJSON

extension GoDuration {
    /// The length of time that `value` says: a text such as `"1.5s"`, or a number of seconds.
    ///
    /// Nil for what is neither; throws what is wrong with the text.
    init?(saying value: JSONValue) throws(ParseError) {
        switch value {
        case .string(let string): try self.init(parsing: string.text)
        case .number(let number):
            guard let seconds = try? GoDuration(parsing: number.literal + "s") else { return nil }
            self = seconds
        case .null, .bool, .array, .object: return nil
        }
    }
}
