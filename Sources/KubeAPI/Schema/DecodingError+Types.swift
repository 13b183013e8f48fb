import JSON

extension DecodingError {
    /// Why `document` does not even say what it is; nil when it does, or says nothing (CRE-021).
    package init?(typesOf document: JSONValue) {
        guard document.object != nil || document == .null else {
            self.init(
                message: "json: cannot unmarshal \(document.goKind) into Go value of type struct { "
                    + "APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; "
                    + "Kind string \"json:\\\"kind,omitempty\\\"\" }")
            return
        }
        for key in ["kind", "apiVersion"] {
            switch document[key] {
            case nil, .null, .string: continue
            case let value?:
                self.init(
                    message: "json: cannot unmarshal \(value.goKind) into Go struct field .\(key) "
                        + "of type string")
                return
            }
        }
        return nil
    }
}
