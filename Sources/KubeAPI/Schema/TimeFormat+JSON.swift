import KubeJSON

extension TimeFormat {
    /// The canonical form of a time in a document: text in UTC, or null for Go's zero time.
    ///
    /// Throws what Go says of a value that is no string, or no time in this format.
    func canonical(_ value: JSONValue) throws(DecodingError) -> JSONValue {
        guard let text = value.string else {
            throw DecodingError(
                message: "json: cannot unmarshal \(value.goKind) into Go value of type string")
        }
        do {
            let instant = try read(text)
            return instant == TimeFormat.zeroInstant ? .null : .string(format(instant))
        } catch {
            throw DecodingError(message: error.message)
        }
    }
}
