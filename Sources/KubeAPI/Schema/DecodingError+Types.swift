package import KubeJSON

extension DecodingError {
    /// Why `document` does not even say what it is; nil when it does, or says nothing (CRE-021).
    package init?(typesOf document: JSONValue) {
        guard document.object != nil || document == .null else {
            self = .noTypes(in: document)
            return
        }
        for key in ["kind", "apiVersion"] {
            switch document[key] {
            case nil, .null, .string: continue
            case let value?:
                self = .typeIsNoString(value, of: key)
                return
            }
        }
        return nil
    }

    /// The error for `document`, which is no object and so has no types.
    package static func noTypes(in document: JSONValue) -> DecodingError {
        DecodingError(
            message: "json: cannot unmarshal \(document.goKind) into Go value of type struct { "
                + "APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; "
                + "Kind string \"json:\\\"kind,omitempty\\\"\" }")
    }

    /// The error for `value`, which a document gives as its `key` although it is no string.
    package static func typeIsNoString(_ value: JSONValue, of key: String) -> DecodingError {
        DecodingError(
            message: "json: cannot unmarshal \(value.goKind) into Go struct field .\(key) of type "
                + "string")
    }
}
