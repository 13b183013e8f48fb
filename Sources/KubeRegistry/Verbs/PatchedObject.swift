import KubeAPI
import KubeJSON

/// What a patch makes of an object.
struct PatchedObject {
    let object: JSONObject
    let warnings: [String]

    init(
        _ patch: ObjectPatch, to object: JSONObject, kind: Kind, _ options: WriteOptions
    ) throws(StatusError) {
        var (result, problems) = try Self.result(of: patch, object.withTypes(of: kind), kind)
        // Only errors quote it, and it takes long to write.
        func shown() -> String { Self.shown(patch, result) }
        if let problem = kind.problem(withTypesOf: result, madeBy: patch) {
            throw .badPatch(shown(), problem)
        }
        do {
            let read = try Self.read(
                result.object ?? JSONObject(), patch, kind.schema, keeping: object)
            self.object = Self.forgettingOwners(read.object, ifAskedBy: result)
            problems += read.problems
        } catch {
            throw .badPatch(shown(), error.message)
        }
        if options.fieldValidation == .strict, !problems.isEmpty {
            throw .badPatch(
                shown(), "strict decoding error: \(problems.joined(separator: ", "))")
        }
        warnings = options.fieldValidation == .warn ? problems : []
    }

    /// Whether `patch` names the version of `object`: without that it gives none, or fails.
    static func namesVersion(
        _ patch: ObjectPatch, of object: JSONObject, _ kind: Kind, _ options: WriteOptions
    ) -> Bool {
        var object = object
        object.metadata["resourceVersion"] = nil
        guard let patched = try? PatchedObject(patch, to: object, kind: kind, options) else {
            return true
        }
        return !patched.object.metadataText("resourceVersion").isEmpty
    }

    /// What `patch` makes of `document`, and what is odd about the patch.
    private static func result(
        of patch: ObjectPatch, _ document: JSONObject, _ kind: Kind
    ) throws(StatusError) -> (JSONValue, problems: [String]) {
        switch patch {
        case .json(let patch):
            guard let result = try? patch.apply(to: .object(document)) else {
                throw .unprocessable
            }
            return (result, patch.problems)
        case .merge(let patch):
            return (.object(patch.apply(to: document)), patch.problems)
        case .strategic(let patch):
            let merged = try StrategicMergePatch(patch, schema: kind.schema).apply(to: document)
            return (.object(merged.object), merged.problems)
        }
    }

    /// The object with the owners that it has, or none when `result` has an empty list of them.
    private static func forgettingOwners(
        _ object: JSONObject, ifAskedBy result: JSONValue
    ) -> JSONObject {
        guard result["metadata"]?["managedFields"] == [] else { return object }
        var object = object
        // Canonical form leaves an empty list out, but here it means to forget all owners.
        object.metadata["managedFields"] = [[:]]
        return object
    }

    /// The object that `document` holds, of which what the patch has left as it is in `object`, which
    /// is canonical, need not be read.
    static func read(
        _ document: JSONObject, _ patch: ObjectPatch, _ schema: ObjectSchema,
        keeping object: JSONObject
    ) throws(DecodingError) -> (object: JSONObject, problems: [String]) {
        // A null is canonical, but to read it is to take the field away.
        let kept = object.filter { member in
            document[member.key]?.isSame(as: member.value) == true && !member.value.holdsNull
        }
        var changed = document
        for member in kept { changed[member.key] = nil }
        var (read, problems) = try read(changed, patch, schema)
        for member in kept { schema.set(member.key, to: member.value, in: &read) }
        return (read, problems)
    }

    /// The object that `document` holds; a strategic patch has no document, only a tree.
    static func read(
        _ document: JSONObject, _ patch: ObjectPatch, _ schema: ObjectSchema
    ) throws(DecodingError) -> (object: JSONObject, problems: [String]) {
        if case .strategic = patch {
            var converter = UnstructuredConverter()
            let object = try converter.convert(document, as: schema)
            return (object, converter.problems)
        }
        var decoder = ObjectDecoder()
        let object = try decoder.decode(document, as: schema)
        return (object, decoder.problems)
    }

    /// The document that an error quotes: the result, or for a strategic patch the patch itself.
    private static func shown(_ patch: ObjectPatch, _ result: JSONValue) -> String {
        guard case .strategic(let patch) = patch else { return JSONWriter.text(result) }
        return GoPrint.plain(.object(patch))
    }
}

extension JSONObject {
    /// The object with `kind` and `apiVersion` in front.
    fileprivate func withTypes(of kind: Kind) -> JSONObject {
        var document = JSONObject([
            ("kind", .string(kind.name)), ("apiVersion", .string(kind.apiVersion)),
        ])
        document.reserveCapacity(count + 2)
        for member in self { document.append(member.key, member.value) }
        return document
    }
}

extension JSONValue {
    /// Whether there is a null in the value.
    fileprivate var holdsNull: Bool {
        switch self {
        case .null: true
        case .bool, .number, .string: false
        case .array(let elements): elements.contains(where: \.holdsNull)
        case .object(let object): object.contains { $0.value.holdsNull }
        }
    }
}

extension Kind {
    /// What is wrong with a patched document that no longer says that it is of this kind; a
    /// strategic patch cannot change that (PAT-008).
    fileprivate func problem(
        withTypesOf document: JSONValue, madeBy patch: ObjectPatch
    ) -> String? {
        if case .strategic = patch { return nil }
        if let error = DecodingError(typesOf: document) {
            return "couldn't get version/kind; json parse error: \(error.message)"
        }
        let name = document["kind"]?.string ?? self.name
        let apiVersion = document["apiVersion"]?.string ?? self.apiVersion
        guard name != self.name || apiVersion != self.apiVersion else { return nil }
        return "no kind \"\(name)\" is registered for version \"\(apiVersion)\" in scheme "
            + "\"pkg/api/legacyscheme/scheme.go:30\""
    }
}

extension StatusError {
    /// The result of a patch is no longer an object of the kind (PAT-007).
    fileprivate static func badPatch(_ document: String, _ problem: String) -> StatusError {
        var error = StatusError.invalid(
            kind: "", group: "", name: "", [.invalid("patch", .string(document), problem)])
        error.details?.name = ""
        return error
    }
}
