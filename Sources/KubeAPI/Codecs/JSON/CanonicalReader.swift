package import KubeJSON

/// Reads a document straight into canonical form, as long as nothing about it is unusual; what has
/// the text of a part of an object that is known becomes that very part.
///
/// The reader has no words for what is wrong with a document. It gives what ``ObjectDecoder`` gives
/// of the parsed document where that finds nothing to complain about, or else nothing: then it is for
/// those two to say what the document holds.
package struct CanonicalReader {
    private var document: PlainScanner

    /// The text of what is known.
    private let knownText: [UInt8]

    /// Whether the document has said what it is.
    private var hasKind = false
    private var hasVersion = false

    /// An object as a tree, and as the text that is written of it, without its first brace.
    package struct Known: Sendable {
        let object: JSONObject
        let body: [UInt8]

        package init(_ object: JSONObject, body: [UInt8]) {
            self.object = object
            self.body = body
        }
    }

    /// The object of `kind` in `document`; nil when the document has to be looked at more closely.
    package static func read(
        _ document: [UInt8], as kind: Kind, sharing known: Known? = nil
    ) -> JSONObject? {
        var reader = CanonicalReader(PlainScanner(document), knownText: known?.body ?? [])
        return try? reader.document(of: kind, known?.object)
    }

    private init(_ document: PlainScanner, knownText: [UInt8]) {
        self.document = document
        self.knownText = knownText
    }

    private mutating func document(
        of kind: Kind, _ known: JSONObject?
    ) throws(PlainScanner.Unusual) -> JSONObject {
        let object = try object(
            as: kind.schema, of: kind, sharing: known.map { KnownMembers(of: $0, at: 0) })
        try document.end()
        return object
    }
}

// MARK: - Objects

extension CanonicalReader {
    /// An object of `schema`, which may say that it is of `kind` where there is one.
    private mutating func object(
        as schema: ObjectSchema, of kind: Kind? = nil, sharing known: KnownMembers? = nil
    ) throws(PlainScanner.Unusual) -> JSONObject {
        var known = known
        var members = ReadMembers(of: schema)
        try document.take("{")
        guard !document.takes("}") else { return schema.emptyObject }
        repeat {
            let name = try document.key()
            if let position = try members.next(name, of: document.bytes) {
                let field = schema.fields[position]
                guard let old = known?.find(field.name, in: knownText) else {
                    members.add(try value(of: field), at: position)
                    continue
                }
                if let end = document.passes(knownText, from: old.index) {
                    known?.pass(to: end)
                    members.add(old.value, at: position, replacing: old.value)
                } else {
                    let new = try value(of: field, sharing: old.members)
                    members.add(new, at: position, replacing: old.value)
                }
            } else {
                try checkType(name, of: kind)
            }
        } while try document.goesOn(until: "}")
        if let known, members.areAll(of: known.object) { return known.object }
        return schema.assemble(members.values)
    }

    /// Reads a member that is no field: the kind or the version, once, and those of `kind`.
    private mutating func checkType(
        _ name: Range<Int>, of kind: Kind?
    ) throws(PlainScanner.Unusual) {
        guard let kind else { throw PlainScanner.Unusual() }
        let expected: String
        if !hasKind, document.holds("kind", at: name) {
            hasKind = true
            expected = kind.name
        } else if !hasVersion, document.holds("apiVersion", at: name) {
            hasVersion = true
            expected = kind.apiVersion
        } else {
            throw PlainScanner.Unusual()
        }
        guard document.holds(expected, at: try document.string()) else {
            throw PlainScanner.Unusual()
        }
    }
}

// MARK: - Values

extension CanonicalReader {
    /// A value of `field`, nil where it is null; `known` are the members that it had.
    private mutating func value(
        of field: Field, sharing known: KnownMembers? = nil
    ) throws(PlainScanner.Unusual) -> JSONValue? {
        if document.takes(word: "null") { return nil }
        switch field.type {
        case .string: return .string(try document.text())
        case .bool: return .bool(try document.bool())
        case .int32: return .number(try document.integer(in: Int64(Int32.min)...Int64(Int32.max)))
        case .int64: return .number(try document.integer(in: .min ... .max))
        case .time: return .string(try time(.seconds))
        case .microTime: return .string(try time(.microseconds))
        case .stringMap:
            return .object(
                try map { (reader) throws(PlainScanner.Unusual) in
                    .string(try reader.document.text())
                }.sortedByKey)
        case .fieldsV1: return try fields(depth: 0)
        case .object(let schema):
            return .object(try object(as: schema, sharing: known))
        case .strings:
            return try list { (reader) throws(PlainScanner.Unusual) in
                .string(try reader.document.text())
            }
        case .objects(let schema, _):
            return try list { (reader) throws(PlainScanner.Unusual) in
                .object(try reader.object(as: schema))
            }
        }
    }

    /// A time in the way in which `format` writes it.
    private mutating func time(_ format: TimeFormat) throws(PlainScanner.Unusual) -> String {
        let range = try document.string()
        guard format.writes(document.bytes, at: range) else { throw PlainScanner.Unusual() }
        return try document.text(at: range)
    }

    private mutating func map(
        of value: (inout CanonicalReader) throws(PlainScanner.Unusual) -> JSONValue
    ) throws(PlainScanner.Unusual) -> JSONObject {
        var map = JSONObject()
        try document.take("{")
        guard !document.takes("}") else { return map }
        repeat {
            let name = try document.text(at: document.key())
            guard map[name] == nil else { throw PlainScanner.Unusual() }
            map.append(name, try value(&self))
        } while try document.goesOn(until: "}")
        return map
    }

    /// A list that is not empty, which in places means something of its own.
    private mutating func list(
        of element: (inout CanonicalReader) throws(PlainScanner.Unusual) -> JSONValue
    ) throws(PlainScanner.Unusual) -> JSONValue {
        var elements: [JSONValue] = []
        try document.take("[")
        repeat {
            guard elements.count < ObjectDecoder.elementsMax else { throw PlainScanner.Unusual() }
            elements.append(try element(&self))
        } while try document.goesOn(until: "]")
        return .array(elements)
    }

    /// A set of fields, which are objects all the way down.
    private mutating func fields(depth: Int) throws(PlainScanner.Unusual) -> JSONValue {
        guard depth < PlainScanner.depthMax else { throw PlainScanner.Unusual() }
        return .object(
            try map { (reader) throws(PlainScanner.Unusual) in
                try reader.fields(depth: depth + 1)
            })
    }
}
