import KubeJSON

/// The tree of an object that was written or looked at lately, at hand without reading its encoding.
final class RecentTree: Sendable {
    let object: JSONObject
    let note: (any TreeNote)?

    init(_ object: JSONObject, note: (any TreeNote)? = nil) {
        self.object = object
        self.note = note
    }
}

/// What a writer wants to know of the very tree that it has written when it writes the next.
package protocol TreeNote: AnyObject, Sendable {}
