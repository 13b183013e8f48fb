import KubeAPI
import KubeJSON
import KubeRegistry

/// A resource that no server has: what it takes to add one.
extension Resource {
    static let widgets = Resource(
        name: "widgets", singularName: "widget", shortNames: ["wd"],
        views: [
            View(
                .widgetV1,
                Lifecycle(
                    isServedByDefault: true, introduced: Release(1, 34),
                    deprecated: Release(1, 36)))
        ],
        rules: WidgetRules())
}

extension Resource {
    /// Widgets with a second version, that count how often an object is converted for it and made
    /// a row of.
    static func widgets(counting conversions: Counter, rows: Counter) -> Resource {
        Resource(
            name: "widgets", singularName: "widget",
            views: [
                View(.widgetV1, .stable),
                View(.widgetV2, .stable, CountedConversion(conversions: conversions)),
            ],
            rules: WidgetRules(rows: rows))
    }
}

private struct CountedConversion: VersionConversion {
    let conversions: Counter

    func stored(_ object: JSONObject, old: JSONObject?) -> JSONObject { object }

    func shown(_ object: JSONObject) -> JSONObject {
        conversions.count()
        return object
    }
}

extension Kind {
    fileprivate static let widgetV2 = Kind(
        group: "lab.example.com", version: "v2", name: "Widget", schema: .widget)

    static let widgetV1 = Kind(
        group: "lab.example.com", version: "v1", name: "Widget", schema: .widget)
}

extension ObjectSchema {
    fileprivate static let widget = ObjectSchema(
        "Widget", in: .api("lab", "v1"), "A thing.",
        fields: [
            Field("metadata", 1, .object(.objectMeta), .always, "Metadata of the thing."),
            Field("size", 2, .int32, .whenSet, "How large the thing is."),
        ])
}

private struct WidgetRules: ResourceRules {
    /// Counts the rows that are made.
    var rows: Counter?

    let columns = [TableColumn.name, TableColumn("Size", "How large the thing is.")]

    func cells(of object: JSONObject) -> [TableCell] {
        rows?.count()
        return [.value(object["metadata"]?["name"] ?? ""), .value(object["size"] ?? "")]
    }

    func problems(withName name: String, isPrefix: Bool) -> [String] {
        NameFormat.dnsLabel.problems(of: name)
    }

    func validate(_ object: JSONObject, as kind: Kind) -> [FieldError] {
        guard let size = object["size"]?.integer, size < 0 else { return [] }
        return [.invalid("size", .integer(size), "must not be negative")]
    }

    let selectableFieldNames: [String]? = ["size"]

    func selectableFields(of object: JSONObject) -> [(key: String, value: String)] {
        [("size", object["size"]?.integer.map { String($0) } ?? "")]
    }
}
