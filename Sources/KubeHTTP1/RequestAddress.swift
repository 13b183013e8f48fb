/// What a request is addressed to: what is asked, of which cluster, and as which client.
///
///     [/clusters/{cluster}] [/as/{client}] /…
///
/// What is not spelled plainly, with escapes or a name that no client has, stays in the target.
package struct RequestAddress: Hashable, Sendable {
    /// The name of the cluster; nil where the path names none.
    package private(set) var clusterName: String?
    /// The name that the client has given itself; nil where it has none.
    package private(set) var clientName: String?
    /// What the cluster is asked.
    package private(set) var target: RequestTarget

    /// The address that the whole of a target spells.
    package init(_ target: RequestTarget) {
        self.target = target
        if target.segments.first == "clusters" { clusterName = takeName { _ in true } }
        if self.target.segments.first == "as" { clientName = takeName(where: Self.isClientName) }
    }

    /// Takes the first two segments from the target, and returns the second; nil where it is no name.
    private mutating func takeName(where isName: (String) -> Bool) -> String? {
        guard target.segments.count > 1, isName(target.segments[1]),
            let rest = target.dropping(segments: 2)
        else { return nil }
        let name = target.segments[1]
        target = rest
        return name
    }
}

// MARK: - The names of clients

extension RequestAddress {
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
