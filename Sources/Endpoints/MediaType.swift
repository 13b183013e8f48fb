/// A form in which documents are read and written.
package enum MediaType: String, Hashable, Sendable, CaseIterable {
    case json = "application/json"
    case yaml = "application/yaml"
    case protobuf = "application/vnd.kubernetes.protobuf"

    /// The media type that `text` names, parameters left aside.
    package init?(ignoringParametersOf text: String) {
        self.init(rawValue: text.beforeParameters)
    }

    /// Whether the server can write it; messages name the others all the same.
    package var isAvailable: Bool { self != .protobuf }

    /// Whether watches can be written in it.
    package var canStream: Bool { self != .yaml }
}

extension MediaType {
    /// All media types as messages list them.
    static let list = allCases.map(\.rawValue).joined(separator: ", ")

    /// The media types of watches as messages list them.
    static let streamList = allCases.filter(\.canStream).map(\.streamName).joined(separator: ", ")

    /// The media type with the parameter that marks a watch.
    var streamName: String { "\(rawValue);stream=watch" }
}

extension String {
    /// The media type without its parameters and the blanks around it.
    var beforeParameters: String {
        utf8.prefix { $0 != UInt8(ascii: ";") }.trimmingSpaces()
    }
}

extension Substring.UTF8View {
    /// The text without the spaces at both ends.
    func trimmingSpaces() -> String {
        var rest = self
        while rest.first == UInt8(ascii: " ") { rest.removeFirst() }
        while rest.last == UInt8(ascii: " ") { rest.removeLast() }
        return String(Substring(rest))
    }
}
