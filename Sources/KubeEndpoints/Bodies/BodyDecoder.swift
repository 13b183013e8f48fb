import KubeAPI
import KubeJSON
import KubeRegistry
import KubeYAML

/// Reads the body of a write as the kind that the path takes.
struct BodyDecoder {
    let kind: Kind
    let catalog: ResourceCatalog
    let fieldValidation: WriteOptions.FieldValidation

    /// What a body holds.
    struct Decoded {
        /// The object, canonical and in the form of the version.
        let object: JSONObject

        /// What the client is warned of.
        let warnings: [String]
    }

    /// The object in `body`, which holds `value`; throws 400 for what is no object of the kind.
    func decode(
        json value: Result<JSONValue, JSONSyntaxError>, in body: [UInt8]
    ) throws(StatusError) -> Decoded {
        let document: JSONValue
        do {
            document = try value.get()
        } catch {
            throw Self.unrecognized(
                kind, TypeMeta.unreadable(error.message).message, body)
        }
        return try decode(document, in: body, duplicates: [])
    }

    /// The object in `body`, which holds `document`.
    func decode(
        yaml document: Result<YAMLDocument, YAMLError>, in body: [UInt8]
    ) throws(StatusError) -> Decoded {
        let read: YAMLDocument
        do {
            read = try document.get()
        } catch {
            throw Self.unrecognized(
                kind, "error converting YAML to JSON: \(error.message)", body)
        }
        return try decode(read.value, in: body, duplicates: read.duplicates)
    }

    /// The object in `document`, which stood in `body`; `duplicates` are the repeated keys that a YAML
    /// body had.
    func decode(
        _ document: JSONValue, in body: [UInt8], duplicates: [String]
    ) throws(StatusError) -> Decoded {
        let types = try types(of: document, in: body)
        try checkRegistered(types)
        var decoder = ObjectDecoder()
        var object: JSONObject
        do {
            object = try decoder.decode(
                document.object ?? JSONObject(), as: kind.schema)
        } catch {
            throw cannotHandle(types, error.message)
        }
        if fieldValidation == .strict {
            let problems =
                (duplicates.isEmpty ? [] : [Self.strictText(duplicates)]) + decoder.problems
            guard problems.isEmpty else {
                throw cannotHandle(
                    types, "strict decoding error: \(problems.joined(separator: ", "))")
            }
        }
        try checkVersion(types)
        if document["metadata"]?["managedFields"] == [] {
            // Canonical form leaves an empty list out, but here it means to forget all owners.
            object.metadata["managedFields"] = [[:]]
        }
        let warnings = fieldValidation == .warn ? duplicates + decoder.problems : []
        return Decoded(object: object, warnings: warnings)
    }

    /// Repeated keys as the strict reader of YAML reports them, all in one.
    static func strictText(_ duplicates: [String]) -> String {
        (["yaml: unmarshal errors:"] + duplicates.map { "  \($0)" }).joined(separator: "\n")
    }

    private func types(
        of document: JSONValue, in body: [UInt8]
    ) throws(StatusError) -> TypeMeta {
        do {
            return try TypeMeta(document).defaulted(to: kind)
        } catch {
            throw Self.unrecognized(kind, error.message, body)
        }
    }
}

// MARK: - Kinds

extension BodyDecoder {
    /// Throws unless an object of these types can be read as one of the kind.
    func checkRegistered(_ types: TypeMeta) throws(StatusError) {
        guard types.kind != kind.name || !types.hasVersion(of: kind) else { return }
        guard KnownKinds.isRegistered(types, in: catalog) else {
            throw cannotHandle(
                types,
                "no kind \"\(types.kind)\" is registered for version \"\(types.apiVersion)\" in "
                    + "scheme \"pkg/api/legacyscheme/scheme.go:30\"")
        }
        // Another version of the same kind is told so once the document is read (CRE-022).
        guard types.kind != kind.name || types.group != kind.group else { return }
        throw cannotHandle(
            types,
            "converting (\(types.version).\(types.kind)) to (\(kind.internalName)): unknown "
                + "conversion")
    }

    /// Throws unless the version is that of the path.
    func checkVersion(_ types: TypeMeta) throws(StatusError) {
        guard !types.hasVersion(of: kind) else { return }
        throw .badRequest(
            "the API version in the data (\(types.apiVersion)) does not match the expected API "
                + "version (\(kind.apiVersion))")
    }

    /// The answer to a body whose kind is known but whose content is wrong (CRE-020).
    func cannotHandle(_ types: TypeMeta, _ problem: String) -> StatusError {
        .badRequest(
            "\(types.kind) in version \"\(types.version)\" cannot be handled as a "
                + "\(kind.name): \(problem)")
    }

    /// The answer to a body whose kind cannot even be told (CRE-020).
    static func unrecognized(_ kind: Kind, _ problem: String, _ body: [UInt8]) -> StatusError {
        .badRequest(
            "the object provided is unrecognized (must be of type \(kind.name)): \(problem) "
                + "(\(excerpt(of: body)))")
    }

    private static func excerpt(of body: [UInt8]) -> String {
        guard !body.isEmpty else { return "<empty>" }
        let start = body.prefix(30)
        let ending = body.count > 30 ? " ..." : ""
        if body.first == UInt8(ascii: "{") {
            return JSONText.decode(start) + ending
        }
        return start.map { String(hexadecimal: $0, digits: 2) }.joined() + ending
    }
}
