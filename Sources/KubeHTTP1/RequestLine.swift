/// The first line of a request (RFC 9112, 3).
struct RequestLine: Sendable {
    let method: String
    let target: RequestTarget
    let version: HTTPVersion

    /// Reads a line without its end.
    init(_ line: ArraySlice<UInt8>) throws(HTTPRefusal) {
        let words = line.split(
            separator: UInt8(ascii: " "), maxSplits: 3, omittingEmptySubsequences: false)
        guard words.count == 3, !words[0].isEmpty, !words[1].isEmpty else {
            throw .malformedRequestLine
        }
        guard words[0].allSatisfy(\.isTokenCharacter) else { throw .badRequest("invalid method") }
        method = String(decoding: words[0], as: UTF8.self)
        version = try Self.version(words[2])
        target = try Self.target(words[1], method: method)
    }

    /// `HTTP/1.0` and `HTTP/1.x` are spoken; the preface of HTTP/2 is well-formed but is not.
    private static func version(_ word: ArraySlice<UInt8>) throws(HTTPRefusal) -> HTTPVersion {
        let digits = Array(word.suffix(3))
        guard word.count == 8, word.starts(with: "HTTP/".utf8),
            digits[0].isDigit, digits[1] == UInt8(ascii: "."), digits[2].isDigit
        else { throw .malformedVersion }
        guard digits[0] == UInt8(ascii: "1") else { throw .unsupportedVersion }
        return digits[2] == UInt8(ascii: "0") ? .http10 : .http11
    }

    /// The four forms of RFC 9112, 3.2; of an absolute one only path and query count.
    ///
    /// Bytes beyond ASCII should have been escaped; they stand for themselves, as in Go.
    private static func target(
        _ word: ArraySlice<UInt8>, method: String
    ) throws(HTTPRefusal) -> RequestTarget {
        guard word.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "#") }) else {
            throw .invalidTarget
        }
        if method == "CONNECT" {
            guard word.isAuthority else { throw .invalidTarget }
            return RequestTarget(opaque: word)
        }
        if word.elementsEqual("*".utf8) {
            guard method == "OPTIONS" else { throw .invalidTarget }
            return RequestTarget(opaque: word)
        }
        guard let origin = word.originForm, let target = RequestTarget(origin: origin) else {
            throw .invalidTarget
        }
        return target
    }
}

extension HTTPRefusal {
    fileprivate static let invalidTarget = badRequest("invalid request target")
}

extension ArraySlice<UInt8> {
    /// Whether this is a host with or without a port, as far as one can tell from its characters.
    var isAuthority: Bool {
        allSatisfy { byte in
            switch byte {
            case UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "("),
                UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "="):
                true
            default:
                byte.isTokenCharacter && byte != UInt8(ascii: "#") && byte != UInt8(ascii: "^")
                    && byte != UInt8(ascii: "`") && byte != UInt8(ascii: "|")
            }
        }
    }

    /// Path and query of an `origin-form` or an `absolute-form`; nil for anything else.
    fileprivate var originForm: ArraySlice<UInt8>? {
        if first == UInt8(ascii: "/") { return self }
        for scheme in ["http://", "https://"]
        where prefix(scheme.utf8.count)
            .equalsIgnoringCase(scheme.utf8)
        {
            let rest = dropFirst(scheme.utf8.count)
            let authority = rest.prefix {
                $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?")
            }
            guard !authority.isEmpty, authority.isAuthority else { return nil }
            let origin = rest[authority.endIndex...]
            return origin.first == UInt8(ascii: "/")
                ? origin : [UInt8(ascii: "/")] + origin
        }
        return nil
    }
}
