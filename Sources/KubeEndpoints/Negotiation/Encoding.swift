package import KubeAPI

/// A form in which documents are read and written.
package enum Encoding: String, Hashable, Sendable, CaseIterable {
    case json = "application/json"
    case yaml = "application/yaml"
    case protobuf = "application/vnd.kubernetes.protobuf"

    /// The encoding of an object or of options in a body with this `Content-Type` (NEG-013).
    package init(contentType: String?) throws(StatusError) {
        guard let contentType, !contentType.isEmpty else {
            self = .json
            return
        }
        // Most clients send the bare name.
        let encoding =
            Encoding(rawValue: contentType)
            ?? MediaType(contentType).flatMap { Encoding(rawValue: $0.name) }
        guard let encoding else { throw .unsupportedBody }
        self = encoding
    }

    /// Whether watches can be written in it.
    package var canStream: Bool { self != .yaml }
}

extension Encoding {
    /// All media types as messages list them.
    static let list = allCases.map(\.rawValue).joined(separator: ", ")

    /// The media types of watches as messages list them.
    static let streamList = allCases.filter(\.canStream).map(\.streamName).joined(separator: ", ")

    /// The media type with the parameter that marks a watch.
    var streamName: String { "\(rawValue);stream=watch" }
}

extension StatusError {
    /// The body is in an encoding that the server cannot read.
    static let unsupportedBody = unsupportedMediaType(
        "the body of the request was in an unknown format - accepted media types include: "
            + Encoding.list)

    static func unsupportedMediaType(
        _ message: String, details: Details? = nil
    ) -> StatusError {
        StatusError(code: 415, reason: "UnsupportedMediaType", message: message, details: details)
    }
}

extension String {
    /// The media type without its parameters and the blanks around it.
    var beforeParameters: String {
        utf8.prefix { $0 != UInt8(ascii: ";") }.trimmingSpaces()
    }
}

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
