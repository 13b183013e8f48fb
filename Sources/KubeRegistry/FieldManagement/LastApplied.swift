import KubeAPI
import KubeJSON

/// The note that client-side `kubectl apply` leaves on objects, which lets their owner change over
/// to server-side apply (`AM/util/managedfields/internal/lastapplied*.go`).
private let lastAppliedAnnotation = "kubectl.kubernetes.io/last-applied-configuration"

extension FieldManager.Writer {
    /// Whether the manager is kubectl under its own name, for which the note counts.
    var isKubectl: Bool { manager.hasSameBytes(as: "kubectl") }
}

extension JSONObject {
    /// The fields that kubectl applied last and that still have the values it gave them; nil when
    /// it left no note, or one that is no configuration of `kind`.
    func lastApplied(as kind: Kind) -> FieldSet? {
        guard let note = self["metadata"]?["annotations"]?[lastAppliedAnnotation]?.string,
            let configuration = (try? JSONParser.parse(note))?.object,
            configuration["apiVersion"]?.string == kind.apiVersion,
            configuration["kind"]?.string?.isEmpty == false,
            ConfigurationCheck(configuration, kind.schema).errors.isEmpty
        else { return nil }
        let comparison = FieldComparison(from: configuration, to: self, kind.schema)
        return FieldSet(configured: configuration, kind.schema)
            .subtracting(comparison.written)
            .subtracting(comparison.removed)
    }

    /// Writes `configuration` into the note, if there is one that is not empty.
    mutating func refreshLastApplied(from configuration: JSONObject) {
        guard var metadata = self["metadata"]?.object,
            var annotations = metadata["annotations"]?.object,
            annotations[lastAppliedAnnotation]?.string?.isEmpty == false
        else { return }
        let note = JSONWriter.text(
            JSONValue.object(configuration.withoutLastApplied).sortedThroughout)
        annotations[lastAppliedAnnotation] = .string(note + "\n")
        metadata["annotations"] = .object(annotations)
        self["metadata"] = .object(metadata)
    }

    private var withoutLastApplied: JSONObject {
        guard var metadata = self["metadata"]?.object,
            var annotations = metadata["annotations"]?.object
        else { return self }
        annotations[lastAppliedAnnotation] = nil
        metadata["annotations"] = .object(annotations)
        var object = self
        object["metadata"] = .object(metadata)
        return object
    }
}

extension JSONValue {
    /// The value with the keys of all its objects in byte order.
    fileprivate var sortedThroughout: JSONValue {
        switch self {
        case .object(let object):
            .object(JSONObject(object.sortedByKey.map { ($0.key, $0.value.sortedThroughout) }))
        case .array(let elements): .array(elements.map(\.sortedThroughout))
        default: self
        }
    }
}
