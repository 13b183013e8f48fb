import KubeAPI
import KubeJSON

/// The rules of events (`pkg/apis/core/validation/events.go`).
struct EventRules: ResourceRules {
    let allowsUnconditionalUpdate = true
    let hasDependents = false
    let hasWatchCache = false

    let columns = [
        TableColumn("Last Seen", "How long ago the event was last seen."),
        TableColumn("Type", "Normal or Warning."),
        TableColumn("Reason", "Why it happened, in one word."),
        TableColumn("Object", "What the event is about."),
        TableColumn("Subobject", priority: 1, "The part of the object that the event is about."),
        TableColumn("Source", priority: 1, "Who reported the event."),
        TableColumn("Message", "What happened, in a sentence."),
        TableColumn("First Seen", priority: 1, "How long ago the event was first seen."),
        TableColumn("Count", priority: 1, "How often the event was seen."),
        TableColumn(
            TableColumn.name.name, format: TableColumn.name.format, priority: 1,
            TableColumn.name.description),
    ]

    func cells(of object: JSONObject) -> [TableCell] {
        EventRow(object).cells
    }

    func problems(withName name: String, isPrefix: Bool) -> [String] {
        NameFormat.dnsSubdomain.problems(of: name, isPrefix: isPrefix)
    }

    var selectableFieldNames: [String]? {
        ["kind", "namespace", "name", "uid", "apiVersion", "resourceVersion", "fieldPath"].map {
            "involvedObject.\($0)"
        } + ["reason", "reportingComponent", "source", "type"]
    }

    func selectableField(_ label: String, as kind: Kind) -> String? {
        guard kind.isNewEvent else {
            return selectableFieldNames?.contains(label) == true ? label : nil
        }
        switch label {
        case "reason", "type": return label
        case "reportingController": return "reportingComponent"
        default:
            guard label.hasPrefix("regarding.") else { return nil }
            let name = "involvedObject" + label.dropFirst("regarding".count)
            return selectableFieldNames?.contains(name) == true ? name : nil
        }
    }

    func selectableFields(of object: JSONObject) -> [(key: String, value: String)] {
        let involved = object["involvedObject"]?.object ?? JSONObject()
        let component = object["reportingComponent"]?.string ?? ""
        let source = object["source"]?["component"]?.string ?? ""
        return ObjectSchema.objectReference.fields.map {
            ("involvedObject.\($0.name)", involved[$0.name]?.string ?? "")
        } + [
            ("reason", object["reason"]?.string ?? ""), ("reportingComponent", component),
            ("source", source.isEmpty ? component : source),
            ("type", object["type"]?.string ?? ""),
        ]
    }
}
