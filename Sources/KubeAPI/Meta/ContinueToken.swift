import KubeJSON

/// Where the next page of a list starts (`AS/storage/continue.go`).
package struct ContinueToken: Hashable, Sendable {
    /// The revision that all pages show; one below 0 goes on with whatever is there now.
    package var revision: Int64

    /// The path, relative to what is listed, at which the next page starts; it need not be an object's.
    package var start: String

    package init(revision: Int64, start: String) {
        self.revision = revision
        self.start = start
    }

    /// The token of the page that starts behind the object at `path`.
    package init(revision: Int64, after path: String) {
        // The zero byte is the smallest continuation of the path.
        self.init(revision: revision, start: path + "\u{0}")
    }
}

extension ContinueToken {
    private static let apiVersion = "meta.k8s.io/v1"

    /// The token as clients get it.
    package var text: String {
        let document: JSONValue = [
            "v": .string(Self.apiVersion), "rv": .integer(revision),
            "start": .string("/\(start)"),
        ]
        return Base64.rawURL.encode(JSONWriter.encode(document))
    }

    /// The token that a client sent back.
    package init(_ text: String) throws(StatusError) {
        let bytes: [UInt8]
        do {
            bytes = try Base64.rawURL.decode(text)
        } catch {
            throw Self.invalid(error.description)
        }
        let document: JSONValue
        do {
            document = try JSONParser.parse(bytes).withLowercaseKeys
        } catch {
            throw Self.invalid(error.message)
        }
        try Self.checkTypes(of: document)
        guard document["v"]?.string == Self.apiVersion else {
            throw Self.invalid(
                "server does not recognize this encoded version \(document["v"]?.string ?? "")")
        }
        guard let revision = document["rv"]?.integer, revision != 0 else {
            throw Self.invalid(
                "incorrect encoded start resourceVersion (version \(Self.apiVersion))")
        }
        guard let start = document["start"]?.string, !start.isEmpty else {
            throw Self.invalid("encoded start key empty (version \(Self.apiVersion))")
        }
        self.init(revision: revision, start: try Self.path(start))
    }

    /// Throws for the first value of a type that Go could not take.
    private static func checkTypes(of document: JSONValue) throws(StatusError) {
        guard document != .null else { return }
        guard let members = document.object else {
            throw invalid(
                "json: cannot unmarshal \(document.goKind) into Go value of type "
                    + "storage.continueToken")
        }
        for (key, value) in members {
            let expected: String
            switch (key, value) {
            case (_, .null), ("v", .string), ("start", .string): continue
            case ("rv", .number(let number)) where number.integer != nil: continue
            case ("rv", _): expected = "int64"
            case ("v", _), ("start", _): expected = "string"
            default: continue
            }
            var found = value.goKind
            if key == "rv", case .number(let number) = value { found += " \(number.literal)" }
            throw invalid(
                "json: cannot unmarshal \(found) into Go struct field continueToken.\(key) of type "
                    + expected)
        }
    }

    /// The path without the slash in front, which must be a clean one.
    private static func path(_ start: String) throws(StatusError) -> String {
        guard start != "/" else { return "" }
        let path = start.hasPrefix("/") ? String(start.dropFirst()) : start
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        guard !segments.contains(where: { ["", ".", ".."].contains($0) }) else {
            throw invalid(start)
        }
        return path
    }

    private static func invalid(_ problem: String) -> StatusError {
        .badRequest("invalid continue token: continue key is not valid: \(problem)")
    }
}

extension JSONValue {
    /// The document with its keys as Go compares them, whatever their case.
    fileprivate var withLowercaseKeys: JSONValue {
        guard let object else { return self }
        var folded = JSONObject()
        for (key, value) in object where value != .null { folded[key.lowercased()] = value }
        return .object(folded)
    }
}
