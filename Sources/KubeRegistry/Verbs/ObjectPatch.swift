package import KubeJSON

/// A change to an object that is worked out from what is stored.
package enum ObjectPatch: Sendable {
    /// RFC 6902.
    case json(JSONPatch)
    /// RFC 7386.
    case merge(JSONMergePatch)
    /// Kubernetes' own, which knows how lists merge.
    case strategic(JSONObject)
}
