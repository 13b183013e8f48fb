import KubeJSON

/// The namespace and name of an object; names are equal only when their bytes are.
package struct NamespacedName: Hashable, Sendable {
    package let namespace: String
    package let name: String

    /// The object `name` in `namespace`.
    package init(namespace: String, name: String) {
        self.namespace = namespace
        self.name = name
    }

    package static func == (left: NamespacedName, right: NamespacedName) -> Bool {
        left.name.hasSameBytes(as: right.name)
            && left.namespace.hasSameBytes(as: right.namespace)
    }

    package func hash(into hasher: inout Hasher) {
        JSONString(namespace).hash(into: &hasher)
        JSONString(name).hash(into: &hasher)
    }
}

extension NamespacedName: Comparable, CustomStringConvertible {
    package static func < (left: NamespacedName, right: NamespacedName) -> Bool {
        left.namespace.hasSameBytes(as: right.namespace)
            ? left.name.precedesBytewise(right.name)
            : left.namespace.precedesBytewise(right.namespace)
    }

    /// `namespace/name`.
    package var description: String {
        "\(namespace)/\(name)"
    }
}
