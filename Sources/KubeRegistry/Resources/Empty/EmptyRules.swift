import KubeAPI
import KubeJSON

/// The rules of kinds of which there are no objects, and so hardly any.
struct EmptyRules: ResourceRules {
    let selectableFieldNames: [String]?

    /// Those of kinds that have no columns of their own.
    var columns: [TableColumn] { [.name, .createdAt] }

    func cells(of object: JSONObject) -> [TableCell] {
        [.value(object.name), .value(.string(object.metadataText("creationTimestamp")))]
    }

    func problems(withName name: String, isPrefix: Bool) -> [String] {
        NameFormat.dnsSubdomain.problems(of: name, isPrefix: isPrefix)
    }

    func validate(_ object: JSONObject, as kind: Kind) -> [FieldError] { [] }
}
