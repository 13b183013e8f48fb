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
    package var showsStoredForm: Bool { view.conversion?.showsStoredForm ?? true }

    /// What messages say about the object called `name`.
    package func reference(_ name: String) -> ObjectReference {
        ObjectReference(
            group: kind.group, resource: resource.name, kind: kind.name, name: name)
    }

    /// What clients of this version see of a stored object.
    package func shown(_ object: JSONObject) -> JSONObject {
        view.conversion?.shown(object) ?? object
    }

    /// The stored form of an object of this version.
    func stored(_ object: JSONObject, old: JSONObject?) -> JSONObject {
        view.conversion?.stored(object, old: old) ?? object
    }
}

extension ServedResource {
    /// A resource as the server itself sees it: in the form in which it is stored.
    package init(stored resource: Resource) {
        self.init(resource: resource, view: resource.views[0], deprecationWarning: nil)
    }
}
