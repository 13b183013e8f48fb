import KubeJSON
import KubeTime

/// Replaces what may differ between two honest servers, within one conversation.
struct Normaliser {
    private let namespace: String
    private var versions = Tokens("rv")
    private var uids = Tokens("uid")
    private var suffixes = Tokens("suffix")
    /// Names that the server generated, with what stands for them.
    private var generatedNames: [(name: String, replacement: String)] = []

    init(namespace: String) {
        self.namespace = namespace
    }

    /// The form of `body` that is compared.
    mutating func normalised(_ body: AnswerBody) -> JSONValue {
        switch body {
        case .json(let document): normalised(document: document)
        case .protobuf(let document):
            document["apiVersion"] == nil
                ? normalised(protobufEvent: document) : normalised(envelope: document)
        case .text(let text): ["text": .string(normalised(text))]
        case .empty: .null
        }
    }

    /// The form of `text` that is compared.
    mutating func normalised(_ text: String) -> String {
        var text = text.replacing(namespace, with: "{{ns}}")
        for (name, replacement) in generatedNames { text = text.replacing(name, with: replacement) }
        if text.utf8.count >= 36 {
            text.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/) {
                uids[String($0.output)]
            }
        }
        if text.contains("resource version: ") {
            text.replace(/(resource version: |current: )\d+/) { "\($0.1)<rv>" }
        }
        if text.contains("in record (") {
            text.replace(/in record \(\d+/) { _ in "in record (<rv>" }
        }
        return text
    }
}

// MARK: - JSON

extension Normaliser {
    private mutating func normalised(document: JSONValue) -> JSONValue {
        var document = document
        if let object = document["object"], let type = document["type"] {
            var event: JSONObject = ["type": type, "object": normalised(table: object)]
            if type == "BOOKMARK", var metadata = object["metadata"]?.object {
                metadata["resourceVersion"] = "<rv>"
                var bookmark = object.object
                bookmark?["metadata"] = .object(metadata)
                event["object"] = bookmark.map { .object($0) }
            }
            return normalised(.object(event))
        }
        if isList(document), var members = document.object,
            var metadata = members["metadata"]?.object,
            metadata["resourceVersion"] != nil
        {
            metadata["resourceVersion"] = "<rv>"
            members["metadata"] = .object(metadata)
            document = .object(members)
        }
        return normalised(normalised(table: document))
    }

    private func isList(_ document: JSONValue) -> Bool {
        let kind = document["kind"]?.string ?? ""
        return document["items"] != nil || kind == "Table" || kind.hasSuffix("List")
    }

    private mutating func normalised(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let object):
            rememberGeneratedName(of: object)
            return .object(
                JSONObject(
                    object.map { key, value in
                        (normalised(key), normalised(member: key, value))
                    }))
        case .array(let elements): return .array(elements.map { normalised($0) })
        case .string(let text): return .string(normalised(text.text))
        case .null, .bool, .number: return value
        }
    }

    private mutating func normalised(member key: String, _ value: JSONValue) -> JSONValue {
        guard let text = value.string else { return normalised(value) }
        switch key {
        case "resourceVersion" where text != "0" && UInt64(text) != nil:
            return .string(versions[text])
        case "continue" where !text.isEmpty: return "<continue>"
        case "creationTimestamp", "deletionTimestamp", "time":
            return text.contains(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) ? "<time>" : value
        default: return normalised(value)
        }
    }

    private mutating func rememberGeneratedName(of object: JSONObject) {
        guard let name = object["name"]?.string, let prefix = object["generateName"]?.string,
            name.hasPrefix(prefix), name.utf8.count == prefix.utf8.count + 5,
            !generatedNames.contains(where: { $0.name == name })
        else { return }
        generatedNames.append((name, prefix + suffixes[name]))
    }

    /// Hides, in a table, ages and the words that describe columns.
    private func normalised(table document: JSONValue) -> JSONValue {
        guard var table = document.object, table["kind"] == "Table" else { return document }
        table["columnDefinitions"] = table["columnDefinitions"].map { columns in
            columns.mapElements { column in
                let hasWords = !(column["description"]?.string ?? "").isEmpty
                return column.replacing("description", with: hasWords ? "<text>" : "")
            }
        }
        table["rows"] = table["rows"].map { rows in
            rows.mapElements { row in
                row.replacing("cells", with: (row["cells"] ?? .null).mapElements(age))
            }
        }
        return .object(table)
    }

    private func age(_ cell: JSONValue) -> JSONValue {
        cell.string?.contains(/^(\d+[smhdy])+$/) == true ? "<age>" : cell
    }
}

// MARK: - Protobuf

extension Normaliser {
    private mutating func normalised(protobufEvent event: JSONValue) -> JSONValue {
        guard let envelope = event["2"]?["1"] else { return event }
        return event.replacing("2", with: ["1": normalised(envelope: envelope)])
    }

    /// The metadata of an object is its field 1, and its version field 6 of that; a list has its
    /// own version in field 2 of field 1, and its items in field 2.
    private mutating func normalised(envelope: JSONValue) -> JSONValue {
        guard var object = envelope["raw"], let metadata = object["1"], metadata.object != nil,
            let kind = envelope["kind"]?.string, kind != "Status"
        else { return withoutTimes(envelope) }
        if kind.hasSuffix("List") {
            object = object.replacing("1", with: metadata.replacing("2", with: "<rv>"))
            if let items = object["2"] {
                object = object.replacing(
                    "2",
                    with: items.object == nil
                        ? items.mapElements { withVersionToken($0) }
                        : withVersionToken(items))
            }
        } else {
            object = withVersionToken(object)
        }
        return withoutTimes(envelope.replacing("raw", with: object))
    }

    private mutating func withVersionToken(_ object: JSONValue) -> JSONValue {
        guard let metadata = object["1"], let version = metadata["6"]?.string,
            UInt64(version) != nil
        else { return object }
        return object.replacing(
            "1", with: metadata.replacing("6", with: .string(versions[version])))
    }

    /// Hides the seconds of every instant near the time of the conversation.
    private mutating func withoutTimes(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let members):
            if let seconds = members["1"]?.integer,
                abs(seconds - RecordedServer.epoch.seconds) < 43_200
            {
                return value.replacing("1", with: "<time>")
            }
            return .object(JSONObject(members.map { ($0.key, withoutTimes($0.value)) }))
        case .array(let elements): return .array(elements.map { withoutTimes($0) })
        case .string(let text): return .string(normalised(text.text))
        case .null, .bool, .number: return value
        }
    }
}

extension JSONValue {
    /// The object with another value for `key`; anything but an object stays what it is.
    fileprivate func replacing(_ key: String, with value: JSONValue) -> JSONValue {
        guard var members = object else { return self }
        members[key] = value
        return .object(members)
    }

    /// The array with every element transformed; anything but an array stays what it is.
    fileprivate func mapElements(_ transform: (JSONValue) -> JSONValue) -> JSONValue {
        array.map { .array($0.map(transform)) } ?? self
    }
}
