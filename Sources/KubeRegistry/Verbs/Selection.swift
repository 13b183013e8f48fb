package import KubeAPI
import KubeJSON
package import KubeStore

/// Which objects of a collection a list or a watch shows.
package struct Selection: Sendable {
    private let labels: LabelSelector
    private let fields: FieldSelector

    /// The namespace that the selection is confined to; empty for all.
    package let namespace: String
    private let resource: Resource

    /// The selection that `options` describe in the target's collection.
    package init(_ options: ListOptions, of target: Target) throws(StatusError) {
        let resource = target.resource
        let kind = target.served.kind
        labels = options.labelSelector
        let pinned = options.fieldSelector.requiredValue(of: "metadata.namespace") ?? ""
        namespace = target.namespace.isEmpty && resource.isNamespaced ? pinned : target.namespace
        fields = try options.fieldSelector.renamed { field throws(StatusError) in
            try Self.storedName(of: field, of: resource, as: kind)
        }
        self.resource = resource
    }

    /// What objects in the store call the field that selectors of `kind` call `field`.
    private static func storedName(
        of field: String, of resource: Resource, as kind: Kind
    ) throws(StatusError) -> String {
        let always = ["metadata.name", "metadata.namespace"].prefix(resource.isNamespaced ? 2 : 1)
        guard !always.contains(field) else { return field }
        guard resource.rules.selectableFieldNames != nil else {
            throw FieldSelector.unknownField(field, known: Array(always))
        }
        guard let name = resource.rules.selectableField(field, as: kind) else {
            throw FieldSelector.unsupportedLabel(field)
        }
        return name
    }

    /// The store's name of the resource.
    package var resourceName: String { resource.name }

    /// Whether upstream's watch cache holds the resource.
    package var isCached: Bool { resource.rules.hasWatchCache }

    /// Whether no selector leaves anything out.
    package var selectsAll: Bool { labels.requirements.isEmpty && fields.requirements.isEmpty }

    /// The only name that can match; nil when several can.
    package var name: String? { fields.requiredValue(of: "metadata.name") }

    /// The one object that can match; nil when several can.
    package var key: ObjectKey? {
        guard let name,
            !resource.isNamespaced || !namespace.isEmpty
        else { return nil }
        return ObjectKey(resource: resource.name, namespace: namespace, name: name)
    }

    /// Whether the object is of this collection and satisfies the selectors.
    package func matches(_ object: StoredObject) -> Bool {
        guard object.key.resource == resource.name,
            namespace.isEmpty || object.key.namespace.hasSameBytes(as: namespace)
        else { return false }
        return labels.matches(object.labels)
            && fields.matches { field in
                switch field {
                case "metadata.name": object.key.name
                case "metadata.namespace": object.key.namespace
                default: object.fields.first { $0.key == field }?.value ?? ""
                }
            }
    }
}
