package import KubeAPI
package import KubeJSON

/// A resource as one version serves it.
///
/// A class like the resource: every request passes it on many times.
package final class ServedResource: Sendable {
    package let resource: Resource
    package let view: Resource.View

    /// What every request to this version is warned of.
    package let deprecationWarning: String?

    /// What the document of each object begins with: the brace, `kind` and `apiVersion`.
    package let documentPrefix: [UInt8]

    /// Whether clients see the stored form as it is.
    package let showsStoredForm: Bool

    /// The group of the stored form.
    private let storedGroup: String

    init(resource: Resource, view: Resource.View, deprecationWarning: String?) {
        self.resource = resource
        self.view = view
        self.deprecationWarning = deprecationWarning
        storedGroup = resource.views[0].kind.group
        showsStoredForm = view.conversion?.showsStoredForm ?? true
        documentPrefix = Array(
            "{\"kind\":\"\(view.kind.name)\",\"apiVersion\":\"\(view.kind.apiVersion)\",".utf8)
    }

    /// The kind that clients see.
    package var kind: Kind { view.kind }

    /// What the messages of those say about the object called `name` who store it, whatever the version
    /// in which clients see it.
    package func reference(_ name: String) -> ObjectReference {
        ObjectReference(
            group: storedGroup, resource: resource.name, kind: kind.name, name: name)
    }

    /// The same for those who look at requests before anything is stored, and name the version's group.
    func requestedReference(_ name: String) -> ObjectReference {
        var reference = reference(name)
        reference.group = kind.group
        return reference
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
    package convenience init(stored resource: Resource) {
        self.init(resource: resource, view: resource.views[0], deprecationWarning: nil)
    }
}
