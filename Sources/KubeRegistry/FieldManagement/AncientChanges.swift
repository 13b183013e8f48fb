import KubeAPI
import KubeJSON

/// What the oldest Update entries of one version become when an object has too many: one entry of a
/// manager who stands for all of them (MFD-009).
struct AncientChanges {
    /// The manager that owns what merged entries owned.
    private static let manager = "ancient-changes"

    /// Who the merged entry is.
    let identity: ManagedFields.Identity
    private let apiVersion: String
    /// The fields of the entries merged so far; none where there is no merged entry now.
    private var parts: [FieldSet] = []
    private var time: JSONValue?
    /// The entries that become part of it: the one that is there already, and the oldest.
    private var beginnings: [ManagedFields.Entry]
    /// The entries that are gone.
    private(set) var removed: Set<ManagedFields.Identity> = []

    /// The changes of the version of `oldest`, the first entry that is merged when others follow, where
    /// the object has `entries`.
    init(oldest: ManagedFields.Entry, among entries: [ManagedFields.Entry]) {
        apiVersion = oldest.origin.apiVersion
        let identity = ManagedFields.Identity(
            manager: Self.manager, operation: .update, apiVersion: apiVersion, subresource: "")
        self.identity = identity
        beginnings = [oldest]
        if oldest.origin.identity != identity,
            let earlier = entries.first(where: { $0.origin.identity == identity })
        {
            beginnings.append(earlier)
        }
    }

    /// Makes `entry` a part of the merged entry.
    ///
    /// As upstream, the merged entry goes for good when its own turn comes.
    mutating func take(_ entry: ManagedFields.Entry) {
        removed.insert(entry.origin.identity)
        guard entry.origin.identity != identity else {
            parts = []
            beginnings.removeAll { $0.origin.identity == identity }
            return
        }
        if parts.isEmpty, let beginning = beginnings.popLast() {
            removed.insert(beginning.origin.identity)
            parts = [beginning.fields]
        }
        parts.append(entry.fields)
        time = entry.origin.time
    }

    /// The merged entry; nil where there is none.
    var entry: ManagedFields.Entry? {
        guard !parts.isEmpty else { return nil }
        return ManagedFields.Entry(
            origin: ManagedFields.Origin(identity: identity, apiVersion: apiVersion, time: time),
            fields: FieldSet(union: parts))
    }
}
