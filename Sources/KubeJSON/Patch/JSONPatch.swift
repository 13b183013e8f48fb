/// A list of changes to a document (RFC 6902), with upstream's leniency.
package struct JSONPatch: Sendable {
    /// How many operations upstream accepts in one patch.
    package static let operationsMax = 10_000

    /// How many bytes the `copy` operations of one patch may copy together.
    static let copiedBytesMax = 3 * 1024 * 1024

    /// How many values the operations of one patch may touch beside those that they name: elements
    /// of arrays that move up or make room, and what is below a value that is moved.
    static let touchedValuesMax = 50_000_000

    /// How many operations the patch has.
    package var count: Int { operations.count }

    /// Members of the patch that mean nothing or come twice, in the words of warnings.
    package let problems: [String]

    private let operations: [Operation]

    /// One change.
    struct Operation: Sendable {
        /// What to do; nil when the patch names nothing that exists.
        var kind: Kind?
        var path: JSONPointer?
        var from: JSONPointer?
        /// The operand; nil when the patch has none.
        var value: JSONValue?

        enum Kind: String, Sendable {
            case add, remove, replace, move, copy, test
        }
    }

    /// Some operation does not apply; upstream tells clients neither which nor why.
    package struct Failure: Error, Hashable, Sendable {}

    /// The result of all operations, or the failure of one.
    package func apply(to document: JSONValue) throws(Failure) -> JSONValue {
        var patched = PatchedDocument(document)
        for operation in operations { try patched.apply(operation) }
        return patched.value
    }
}

// MARK: - Decoding

extension JSONPatch {
    /// The patch that `body` spells.
    ///
    /// Upstream decodes a patch into other Go types when field validation is off (`isLenient`), which
    /// shows in its errors; then it also leaves values of the wrong type to fail as they are applied.
    package init(decoding body: JSONValue, isLenient: Bool) throws(PatchDecodingError) {
        var decoder = Decoder(isLenient: isLenient)
        operations = try decoder.operations(body)
        problems = isLenient ? [] : decoder.fields.problems.map { "json patch \($0)" }
    }

    private struct Decoder {
        let isLenient: Bool
        var fields = FieldProblems()
        private var typeError: PatchDecodingError?

        init(isLenient: Bool) {
            self.isLenient = isLenient
        }

        mutating func operations(_ body: JSONValue) throws(PatchDecodingError) -> [Operation] {
            if case .null = body { return [] }
            guard let elements = body.array else {
                throw .type(
                    of: body, goType: isLenient ? "jsonpatch.Patch" : "[]handlers.jsonPatchOp")
            }
            let operations = elements.enumerated().map { operation($1, at: $0) }
            if let typeError { throw typeError }
            return operations
        }

        private mutating func operation(_ element: JSONValue, at index: Int) -> Operation {
            switch element {
            case .null: return Operation()
            case .object(let members):
                fields.visit(members, at: index) { key in
                    ["op", "path", "from", "value"].contains(key)
                }
                let kind = text("op", of: members).flatMap(Operation.Kind.init)
                let path = text("path", of: members).flatMap(JSONPointer.init)
                let from = text("from", of: members).flatMap(JSONPointer.init)
                return Operation(kind: kind, path: path, from: from, value: members["value"])
            default:
                typeError =
                    typeError
                    ?? .type(
                        of: element,
                        goType: isLenient ? "jsonpatch.Operation" : "handlers.jsonPatchOp")
                return Operation()
            }
        }

        private mutating func text(_ key: String, of members: JSONObject) -> String? {
            guard let value = members[key], value != .null else { return nil }
            if let text = value.string { return text }
            if typeError == nil, !isLenient {
                typeError = PatchDecodingError(
                    message: "json: cannot unmarshal \(value.goKind) "
                        + "into Go struct field jsonPatchOp.\(key) of type string")
            }
            return nil
        }
    }
}
