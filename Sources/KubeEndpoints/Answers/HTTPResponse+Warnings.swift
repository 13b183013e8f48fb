package import KubeHTTP1

extension HTTPResponse {
    /// Adds a field for each of the texts that the client is warned with.
    package mutating func warn(of texts: [String]) {
        for value in Warnings.headerValues(for: texts) { fields.append(value, as: "Warning") }
    }
}
