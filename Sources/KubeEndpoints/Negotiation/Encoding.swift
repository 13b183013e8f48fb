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
