import KubeAPI
import KubeJSON

/// How much of an object a row of a table carries.
enum TableRowObject: String, Hashable, Sendable {
    case none = "None"
    case metadata = "Metadata"
    case object = "Object"

    /// What the parameter `includeObject` asks for.
    init(includeObject: String?) throws(StatusError) {
        let text = includeObject ?? ""
        guard let choice = text.isEmpty ? .metadata : TableRowObject(rawValue: text) else {
            throw .badRequest(
                "Unable to convert to Table as requested: includeObject: Invalid value: "
                    + "\(GoQuote.quote(text)): must be 'Metadata', 'Object', 'None', or empty")
        }
        self = choice
    }
}
