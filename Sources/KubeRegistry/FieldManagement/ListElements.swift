import KubeAPI
import KubeJSON

/// The elements of a list, told apart as the list's kind says.
struct ListElements {
    /// The values of each element, in order of their first appearance; more than one value only
    /// when the list has duplicates.
    private(set) var groups: [(element: PathElement, values: [JSONValue])] = []

    private var positions: [PathElement: Int] = [:]

    /// The elements of `list`; what has no identity is left out.
    init(_ list: [JSONValue], _ kind: FieldType.ListKind) {
        for value in list {
            guard let element = PathElement(of: value, kind) else { continue }
            if let position = positions[element] {
                groups[position].values.append(value)
            } else {
                positions[element] = groups.count
                groups.append((element, [value]))
            }
        }
    }

    /// The values of `element`.
    subscript(element: PathElement) -> [JSONValue] {
        positions[element].map { groups[$0].values } ?? []
    }
}
