/// A change of an object, as watches are told of it.
public enum ObjectEvent<Object: ClusterObject>: Hashable, Sendable {
    /// It was created.
    case added(Object)
    /// It was changed, to this.
    case modified(Object)
    /// It is gone; this is its last state.
    case deleted(Object)

    /// The object.
    public var object: Object {
        switch self {
        case .added(let object), .modified(let object), .deleted(let object): object
        }
    }
}

extension ObjectEvent: CustomStringConvertible {
    /// Such as `added lease default/web at version 12, held by a`.
    public var description: String {
        switch self {
        case .added(let object): "added \(object)"
        case .modified(let object): "modified \(object)"
        case .deleted(let object): "deleted \(object)"
        }
    }
}
