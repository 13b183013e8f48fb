/// What a request asks for: a path and a query, decoded once.
package struct RequestTarget: Hashable, Sendable {
    /// The path as it was sent; `*` for the target that has none.
    package let path: String
    /// The decoded path, cut at its slashes; `/` has no segments and `/a/` has `a` and an empty one.
    ///
    /// As in Go the path is decoded before it is cut, so an encoded slash separates too.
    package let segments: [String]
    /// What follows the question mark, as it was sent; nil without one.
    package let query: String?
    /// The items of the query, in order; a plus sign stands for a blank.
    ///
    /// As in Go, a pair with a malformed escape or with a semicolon is passed over.
    package let queryItems: [QueryItem]

    /// Reads an `origin-form` such as `/a/b?c=d`; nil when an escape in its path is malformed.
    package init?(origin: String) {
        self.init(origin: Array(origin.utf8)[...])
    }

    init?(origin: ArraySlice<UInt8>) {
        let pathEnd = origin.firstIndex(of: UInt8(ascii: "?")) ?? origin.endIndex
        let rawPath = origin[..<pathEnd]
        let rawQuery = origin[pathEnd...].dropFirst()
        guard let decodedPath = rawPath.percentDecoded() else { return nil }
        path = String(decoding: rawPath, as: UTF8.self)
        segments = Self.segments(of: decodedPath)
        query = pathEnd == origin.endIndex ? nil : String(decoding: rawQuery, as: UTF8.self)
        queryItems = rawQuery.isEmpty ? [] : Self.items(of: rawQuery)
    }

    /// A target without a path: the asterisk.
    init(opaque: ArraySlice<UInt8>) {
        path = String(decoding: opaque, as: UTF8.self)
        segments = []
        query = nil
        queryItems = []
    }

    /// The target without the first `count` bytes of its path, which must be plain segments.
    private init(_ target: RequestTarget, droppingSegments count: Int, bytes: Int) {
        path = String(decoding: target.path.utf8.dropFirst(bytes), as: UTF8.self)
        segments = path == "/" ? [] : Array(target.segments.dropFirst(count))
        query = target.query
        queryItems = target.queryItems
    }

    /// The target without its first `count` segments.
    ///
    /// Nil when there are fewer, or when they are not spelled plainly: with escapes, or empty.
    package func dropping(segments count: Int) -> RequestTarget? {
        guard segments.count >= count else { return nil }
        let prefix = segments.prefix(count).map { "/" + $0 }.joined()
        let rest = path.utf8.dropFirst(prefix.utf8.count)
        guard path.utf8.starts(with: prefix.utf8), rest.isEmpty || rest.first == UInt8(ascii: "/")
        else { return nil }
        return RequestTarget(self, droppingSegments: count, bytes: prefix.utf8.count)
    }

    /// The first value that the query gives to `name`.
    package func firstQueryValue(of name: String) -> String? {
        queryItems.first { $0.name == name }?.value
    }

    /// The bytes of those segments of the decoded path, and values of the query, that are no UTF-8,
    /// beside the text to which they were mended.
    package var mendedTexts: [(text: String, bytes: [UInt8])] {
        let query = query ?? ""
        guard [path, query].contains(where: { $0.utf8.contains(UInt8(ascii: "%")) }) else {
            return []
        }
        let decoded = Array(path.utf8)[...].percentDecoded()
        let segments = decoded?.split(separator: UInt8(ascii: "/")) ?? []
        let values = Array(query.utf8).split(separator: UInt8(ascii: "&")).compactMap { pair in
            pair.drop { $0 != UInt8(ascii: "=") }.dropFirst().percentDecoded(plusIsBlank: true)
        }
        return (segments + values).compactMap { bytes in
            guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
            return (String(decoding: bytes, as: UTF8.self), Array(bytes))
        }
    }

    /// As many segments as most paths have.
    private static let usualSegmentCount = 8

    private static func segments(of path: ArraySlice<UInt8>) -> [String] {
        guard path.count > 1 else { return [] }
        var segments: [String] = []
        segments.reserveCapacity(usualSegmentCount)
        var start = path.startIndex + 1
        for index in start..<path.endIndex where path[index] == UInt8(ascii: "/") {
            segments.append(String(decoding: path[start..<index], as: UTF8.self))
            start = index + 1
        }
        segments.append(String(decoding: path[start...], as: UTF8.self))
        return segments
    }

    private static func items(of query: ArraySlice<UInt8>) -> [QueryItem] {
        var items: [QueryItem] = []
        for pair in query.split(separator: UInt8(ascii: "&")) {
            let nameEnd = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            guard !pair.contains(UInt8(ascii: ";")),
                let name = pair[..<nameEnd].percentDecoded(plusIsBlank: true),
                let value = pair[nameEnd...].dropFirst().percentDecoded(plusIsBlank: true)
            else { continue }
            items.append(
                QueryItem(
                    name: String(decoding: name, as: UTF8.self),
                    value: String(decoding: value, as: UTF8.self)))
        }
        return items
    }
}

extension ArraySlice<UInt8> {
    /// The bytes with `%XX` resolved, or nil when two hexadecimal digits do not follow a `%`.
    fileprivate func percentDecoded(plusIsBlank: Bool = false) -> ArraySlice<UInt8>? {
        let isPlain = allSatisfy {
            $0 != UInt8(ascii: "%") && !(plusIsBlank && $0 == UInt8(ascii: "+"))
        }
        guard !isPlain else { return self }
        var decoded: ArraySlice<UInt8> = []
        decoded.reserveCapacity(count)
        var rest = self
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst()?.hexDigit, let low = rest.popFirst()?.hexDigit
                else { return nil }
                decoded.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsBlank:
                decoded.append(UInt8(ascii: " "))
            default:
                decoded.append(byte)
            }
        }
        return decoded
    }
}
