package import KubeAPI
package import KubeJSON

/// A resource as one version serves it.
package struct ServedResource: Sendable {
    package let resource: Resource
    package let view: Resource.View

    /// What every request to this version is warned of.
    package let deprecationWarning: String?

    /// The kind that clients see.
    package var kind: Kind { view.kind }

    /// Whether clients see the stored form as it is.
    package var servesStoredForm: Bool { view.conversion == nil }

    /// What messages say about the object called `name`.
    package func reference(_ name: String) -> ObjectReference {
        ObjectReference(
            group: kind.group, resource: resource.name, kind: kind.name, name: name)
    }

    /// The form of this version of a stored object.
    package func served(_ object: JSONObject) -> JSONObject {
        view.conversion?.served(object) ?? object
    }

    /// The stored form of an object of this version.
    func stored(_ object: JSONObject, old: JSONObject?) -> JSONObject {
        view.conversion?.stored(object, old: old) ?? object
    }
}
