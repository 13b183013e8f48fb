/// The Go package that declares a type; its path is what OpenAPI derives the type's name from.
package struct GoPackage: Hashable, Sendable {
    /// The import path, such as `k8s.io/api/core/v1`.
    package let path: String

    private init(_ path: String) {
        self.path = path
    }

    /// What the package's code calls it, such as `v1`; errors quote it.
    package var name: String {
        String(path.split(separator: "/").last ?? "")
    }
}

extension GoPackage {
    /// The objects of one version of a group; `core` is the group without a name.
    package static func api(_ group: String, _ version: String) -> GoPackage {
        GoPackage("k8s.io/api/\(group)/\(version)")
    }

    /// What the objects of every group share.
    package static let meta = GoPackage("k8s.io/apimachinery/pkg/apis/meta/v1")

    /// What knows objects of any kind.
    package static let runtime = GoPackage("k8s.io/apimachinery/pkg/runtime")

    /// What a server says about itself.
    package static let version = GoPackage("k8s.io/apimachinery/pkg/version")
}
