import KubeAPI
import KubeJSON

/// One kind of object, with its rules; each version that serves it is a view of it.
///
/// A class like its kinds: every request passes it on many times.
package final class Resource: Sendable {
    /// The name in the store and in paths: `leases`.
    package let name: String
    package let singularName: String
    package let shortNames: [String]

    /// The names for many resources at once that this one belongs to, such as `all`.
    package let categories: [String]
    package let isNamespaced: Bool

    /// Whether there is never an object of it: clients find that it exists, and nothing in it.
    package let isEmpty: Bool

    /// What clients can do, in alphabetical order.
    package let verbs: [String]

    /// The parts of an object that have paths of their own.
    package let subresources: [Subresource]

    /// The versions in which it can be served; objects are stored in the form of the first.
    package let views: [View]

    /// The group and version of each view.
    let apiVersions: [String]

    package let rules: any ResourceRules

    /// Whether the rules have looked at the metadata of whatever is stored, in all versions.
    let alwaysValidatesMetadata: Bool

    /// A part of an object with a path of its own.
    package struct Subresource: Sendable {
        package let name: String
        package let verbs: [String]

        package init(name: String, verbs: [String]) {
            self.name = name
            self.verbs = verbs
        }
    }

    package init(
        name: String, singularName: String, shortNames: [String] = [], categories: [String] = [],
        isNamespaced: Bool = true, isEmpty: Bool = false,
        verbs: [String] = Resource.allVerbs, subresources: [Subresource] = [], views: [View],
        rules: any ResourceRules
    ) {
        self.name = name
        self.singularName = singularName
        self.shortNames = shortNames
        self.categories = categories
        self.isNamespaced = isNamespaced
        self.isEmpty = isEmpty
        self.verbs = verbs
        self.subresources = subresources
        self.views = views
        apiVersions = views.map(\.kind.apiVersion)
        self.rules = rules
        alwaysValidatesMetadata = views.allSatisfy { rules.validatesMetadata(as: $0.kind) }
    }

    /// The verbs of a resource whose objects clients make and delete as they like.
    package static let allVerbs = [
        "create", "delete", "deletecollection", "get", "list", "patch", "update", "watch",
    ]
}
