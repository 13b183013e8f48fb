/// The first line of a request (RFC 9112, 3).
struct RequestLine: Sendable {
    let method: String
    let destination: RequestDestination
    let version: HTTPVersion

    /// Reads a line without its end.
    init(_ line: ArraySlice<UInt8>, _ recent: inout RecentTarget) throws(HTTPRefusal) {
        let blank = UInt8(ascii: " ")
        guard let first = line.firstIndex(of: blank), let last = line.lastIndex(of: blank),
            line.startIndex < first, first + 1 < last
        else { throw .malformedRequestLine }
        let (word, target) = (line[..<first], line[(first + 1)..<last])
        guard !target.contains(blank) else { throw .malformedRequestLine }
        guard word.allSatisfy(\.isTokenCharacter) else { throw .badRequest("invalid method") }
        method = String(decoding: word, as: UTF8.self)
        version = try Self.version(line[(last + 1)...])
        guard Self.isKnown(method) else { throw .unknownMethod }
        destination = try Self.destination(target, method: method, &recent)
    }

    /// Whether there is such a method: those of RFC 9110 and `PATCH`; `CONNECT` is for proxies.
    private static func isKnown(_ method: String) -> Bool {
        switch method {
        case "GET", "PUT", "POST", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE": true
        default: false
        }
    }

    /// `HTTP/1.0` and `HTTP/1.x` are spoken; the preface of HTTP/2 is well-formed but is not.
    private static func version(_ word: ArraySlice<UInt8>) throws(HTTPRefusal) -> HTTPVersion {
        let major = word.startIndex + 5
        let minor = major + 2
        guard word.count == 8, word.starts(with: "HTTP/".utf8),
            word[major].isDigit, word[major + 1] == UInt8(ascii: "."), word[minor].isDigit
        else { throw .malformedVersion }
        guard word[major] == UInt8(ascii: "1") else { throw .unsupportedVersion }
        return word[minor] == UInt8(ascii: "0") ? .http10 : .http11
    }

    /// The forms of RFC 9112, 3.2, but for that of `CONNECT`; of an absolute one only path and query count.
    private static func destination(
        _ word: ArraySlice<UInt8>, method: String, _ recent: inout RecentTarget
    ) throws(HTTPRefusal) -> RequestDestination {
        if let destination = recent.destination(of: word) { return destination }
        guard word.allSatisfy({ 0x21...0x7E ~= $0 && $0 != UInt8(ascii: "#") }) else {
            throw .invalidTarget
        }
        if word.count == 1, word.first == UInt8(ascii: "*") {
            guard method == "OPTIONS" else { throw .invalidTarget }
            return RequestDestination(RequestTarget(opaque: word))
        }
        guard let origin = word.originForm, let target = RequestTarget(origin: origin) else {
            throw .invalidTarget
        }
        let destination = RequestDestination(target)
        recent.note(destination, of: word)
        return destination
    }
}

extension HTTPRefusal {
    fileprivate static let invalidTarget = badRequest("invalid request target")
}

extension Collection<UInt8> {
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
}

extension ArraySlice<UInt8> {
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
