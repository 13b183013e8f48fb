import JSON
import KubeAPI

/// One kind of object that is kept, with its rules; each version that serves it is a view of it.
///
/// A class like its kinds: every request passes it on many times.
package final class Resource: Sendable {
    /// The name in the store and in paths: `leases`.
    package let name: String
    package let singularName: String
    package let shortNames: [String]
    package let isNamespaced: Bool

    /// What clients can do, in alphabetical order.
    package let verbs: [String]

    /// The parts of an object that have paths of their own.
    package let subresources: [Subresource]

    /// The versions in which it can be served; objects are stored in the form of the first.
    package let views: [View]

    /// The group and version of each view.
    let apiVersions: [String]

    package let rules: any ResourceRules

    /// A part of an object with a path of its own.
    package struct Subresource: Sendable {
        package let name: String
        package let verbs: [String]
    }

    /// How one version shows the stored objects.
    package struct View: Sendable {
        package let kind: Kind

        /// Nil when the version has the stored form.
        package let conversion: (any VersionConversion)?

        init(_ kind: Kind, _ conversion: (any VersionConversion)? = nil) {
            self.kind = kind
            self.conversion = conversion
        }
    }

    init(
        name: String, singularName: String, shortNames: [String] = [], isNamespaced: Bool = true,
        verbs: [String] = Resource.allVerbs, subresources: [Subresource] = [], views: [View],
        rules: any ResourceRules
    ) {
        self.name = name
        self.singularName = singularName
        self.shortNames = shortNames
        self.isNamespaced = isNamespaced
        self.verbs = verbs
        self.subresources = subresources
        self.views = views
        apiVersions = views.map(\.kind.apiVersion)
        self.rules = rules
    }

    private static let allVerbs = [
        "create", "delete", "deletecollection", "get", "list", "patch", "update", "watch",
    ]
}

/// How objects go from the stored form to a version's and back.
package protocol VersionConversion: Sendable {
    /// The stored form of an object that a client sent in this version; `old` is what is stored.
    func stored(_ object: JSONObject, old: JSONObject?) -> JSONObject

    /// The form of this version of a stored object.
    func served(_ object: JSONObject) -> JSONObject
}

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
