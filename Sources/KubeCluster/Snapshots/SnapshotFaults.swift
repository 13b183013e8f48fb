import KubeAPI
import KubeJSON

/// What goes wrong in the cluster of a snapshot.
struct SnapshotFaults: Sendable {
    /// The rules, in the order in which they are asked.
    var rules: [SnapshotRule] = []

    /// The clients that are cut off.
    var partitions = Partitions()
}

// MARK: - As a document

extension SnapshotFaults {
    /// The members of the document of a cluster, which tell both.
    var json: JSONObject {
        JSONObject([("faults", .array(rules.map(\.json))), ("partitions", partitions.json)])
    }

    /// Reads both members; one that is missing stands for none.
    init(faults: JSONValue?, partitions: JSONValue?) throws(StatusError) {
        var names: Set<String> = []
        for (index, value) in try Self.list(faults, "faults").enumerated() {
            do throws(StatusError) {
                let more = try SnapshotRule.rules(in: value)
                for name in more.compactMap(\.rule.name) where !names.insert(name).inserted {
                    throw .badRequest("there is a rule \(GoQuote.quote(name)) already")
                }
                rules += more
            } catch {
                let name = value.object?["name"]?.string.map { " (\(GoQuote.quote($0)))" } ?? ""
                throw error.inside("faults[\(index)]", named: name)
            }
        }
        for (index, value) in try Self.list(partitions, "partitions").enumerated() {
            do throws(StatusError) {
                try self.partitions.add(value)
            } catch {
                throw error.inside("partitions[\(index)]")
            }
        }
    }

    private static func list(
        _ value: JSONValue?, _ name: String
    ) throws(StatusError) -> [JSONValue] {
        guard let value else { return [] }
        guard let list = value.array else {
            throw .badRequest("the field \"\(name)\" must be a list, not \(value.noun)")
        }
        return list
    }
}

extension Partitions {
    fileprivate mutating func add(_ value: JSONValue) throws(StatusError) {
        let document = try ControlObject(value, at: "", known: ["client", "direction"])
        guard let client = try document.text("client") else {
            throw document.refusal(of: "client", "the name of a client")
        }
        try Self.check(client)
        guard self[client] == nil else {
            throw .badRequest("the client \(GoQuote.quote(client)) is cut off already")
        }
        try checkRoom()
        self[client] = try document.choice("direction", PartitionDirection.self) ?? .both
    }
}

extension StatusError {
    /// The error of a part of a document, with where that stands, so that its line can be told.
    fileprivate func inside(_ field: String, named name: String = "") -> StatusError {
        var error = StatusError.badRequest("\(field)\(name): \(message)")
        error.details = StatusError.Details(
            causes: [StatusError.Cause(message: message, field: field)])
        return error
    }
}
