/// What a request is addressed to: what is asked, of which cluster, and as which client.
///
///     [/clusters/{cluster}] [/as/{client}] /…
///
/// What is not spelled plainly, with escapes or a name that no client has, stays in the target.
///
/// A class, as the requests of a connection share it: whoever elects a leader asks for the same again and
/// again, and each copy of a request would otherwise count the owners of all its texts.
package final class RequestDestination: Sendable {
    /// The name of the cluster; nil where the path names none.
    package let clusterName: String?
    /// The name that the client has given itself; nil where it has none.
    package let clientName: String?
    /// What the cluster is asked.
    package let target: RequestTarget

    /// The destination that the whole of a target spells.
    package init(_ target: RequestTarget) {
        var rest = target
        clusterName = rest.takeName(after: "clusters") { _ in true }
        clientName = rest.takeName(after: "as", where: Self.isClientName)
        self.target = rest
    }

    /// The destination of this client in this cluster, where it asks for `target`, whatever that begins
    /// with.
    init(_ target: RequestTarget, clusterName: String?, clientName: String?) {
        self.clusterName = clusterName
        self.clientName = clientName
        self.target = target
    }
}

extension RequestDestination: Hashable {
    package static func == (left: RequestDestination, right: RequestDestination) -> Bool {
        left === right
            || left.target == right.target && left.clusterName == right.clusterName
                && left.clientName == right.clientName
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(target)
        hasher.combine(clusterName)
        hasher.combine(clientName)
    }
}

extension RequestTarget {
    /// Takes the first two segments away, of which the first is `word`, and returns the second; nil where
    /// that is no name.
    fileprivate mutating func takeName(
        after word: String, where isName: (String) -> Bool
    ) -> String? {
        guard segments.count > 1, segments[0] == word, isName(segments[1]),
            let rest = dropping(segments: 2)
        else { return nil }
        let name = segments[1]
        self = rest
        return name
    }
}

// MARK: - The names of clients

extension RequestDestination {
    private static let clientNameBytesMax = 63

    /// What clients may call themselves, in words.
    package static let clientNameRule =
        "1 to \(clientNameBytesMax) letters, digits, dots, underscores and dashes"

    /// Whether a client may call itself so.
    package static func isClientName(_ name: String) -> Bool {
        (1...clientNameBytesMax).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
                    UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
