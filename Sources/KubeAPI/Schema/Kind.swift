/// A kind at one version: the names that say what a document is, and its schema.
///
/// A class like the schema that it has: every request passes it on many times.
package final class Kind: Sendable {
    /// The API group; empty for the core group.
    package let group: String
    package let version: String
    package let name: String

    /// The group and version as documents spell them: `v1`, or `coordination.k8s.io/v1`.
    package let apiVersion: String

    /// The fields beside `kind` and `apiVersion`.
    package let schema: ObjectSchema

    package init(group: String, version: String, name: String, schema: ObjectSchema) {
        self.group = group
        self.version = version
        self.name = name
        self.schema = schema
        apiVersion = group.isEmpty ? version : "\(group)/\(version)"
    }

    /// The kind with its group as messages spell it: `Namespace`, or `Lease.coordination.k8s.io`.
    package var qualifiedName: String {
        group.isEmpty ? name : "\(name).\(group)"
    }
}
