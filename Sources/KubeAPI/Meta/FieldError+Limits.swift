extension FieldError {
    /// How many errors of one request are told, and bytes of text after which no other error is.
    fileprivate static let toldMax = 100
    fileprivate static let textBytesMax = 1 << 20
}

extension [FieldError] {
    /// The first errors, as many as a client is told.
    var told: ArraySlice<FieldError> {
        var bytes = 0
        return prefix(FieldError.toldMax).prefix { error in
            defer { bytes += error.field.utf8.count + error.body.utf8.count }
            return bytes < FieldError.textBytesMax
        }
    }

    /// Whether there are more errors than a client is told, so that looking for others is idle.
    package var areExcessive: Bool { told.count < count }
}
