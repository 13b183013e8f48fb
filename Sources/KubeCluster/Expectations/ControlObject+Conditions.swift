import KubeAPI
import KubeJSON

/// The members that only conditions have.
extension ControlObject {
    /// The namespace and name of a lease, which must be there.
    func lease(_ key: String) throws(StatusError) -> NamespacedName {
        let parts = self[key]?.string?.split(separator: "/", omittingEmptySubsequences: false) ?? []
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else {
            throw refusal(of: key, "a namespace and a name such as \"default/web\"")
        }
        return NamespacedName(namespace: String(parts[0]), name: String(parts[1]))
    }

    /// A text in which asterisks stand for any text, or a list of them.
    func patterns(_ key: String) throws(StatusError) -> [GlobPattern]? {
        guard let value = self[key] else { return nil }
        var patterns: [GlobPattern] = []
        for element in value.array ?? [value] {
            guard let text = element.string else {
                throw refusal(of: key, "a text or a list of them")
            }
            patterns.append(GlobPattern(text: text))
        }
        return patterns
    }

    /// Which requests are meant; all where nothing is said.
    func match(_ key: String) throws(StatusError) -> RequestMatch {
        guard let value = self[key], value.object != nil else {
            throw refusal(of: key, "a match such as {\"client\":\"a\"}")
        }
        return try RequestMatch(value, at: path(key))
    }

    /// The number of a request; 0 where nothing is said.
    func request(_ key: String) throws(StatusError) -> UInt64 {
        UInt64(try whole(key, in: 0...Int.max) ?? 0)
    }
}
