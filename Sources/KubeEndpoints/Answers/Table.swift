import KubeAPI
import KubeJSON
import KubeRegistry
import KubeTime

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

/// Objects as the rows of a table, which is what kubectl prints (`metav1.Table`).
struct Table {
    private let served: ServedResource
    private let version: Transformation.MetaVersion
    private let rowObject: TableRowObject
    private let now: Timestamp

    init(
        _ served: ServedResource, version: Transformation.MetaVersion, _ rowObject: TableRowObject,
        at now: Timestamp
    ) {
        self.served = served
        self.version = version
        self.rowObject = rowObject
        self.now = now
    }

    /// The table of `objects`, which are in the form of the version.
    func document(
        of objects: [JSONObject], metadata: JSONObject, showsColumns: Bool = true
    ) -> JSONObject {
        JSONObject([
            ("kind", "Table"), ("apiVersion", .string(version.apiVersion)),
            ("metadata", .object(metadata)),
            ("columnDefinitions", showsColumns ? columnDefinitions : .null),
            ("rows", .array(objects.map(row))),
        ])
    }

    private var columnDefinitions: JSONValue {
        .array(
            served.resource.rules.columns.map { column in
                [
                    "name": .string(column.name), "type": "string",
                    "format": .string(column.format), "description": .string(column.description),
                    "priority": .integer(Int64(column.priority)),
                ]
            })
    }

    private func row(_ object: JSONObject) -> JSONValue {
        let shown: JSONValue
        switch rowObject {
        case .none: shown = .null
        case .metadata:
            shown = .object(PartialMetadata.document(of: object, version: version))
        case .object:
            var whole = JSONObject([
                ("kind", .string(served.kind.name)),
                ("apiVersion", .string(served.kind.apiVersion)),
            ])
            for member in object { whole.append(member.key, member.value) }
            shown = .object(whole)
        }
        return [
            "cells": .array(served.resource.rules.cells(of: object, at: now)), "object": shown,
        ]
    }
}
