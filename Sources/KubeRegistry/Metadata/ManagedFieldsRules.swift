import KubeAPI
import KubeJSON

/// The rules of `metadata.managedFields` (META-020).
enum ManagedFieldsRules {
    /// What is wrong with the entries in `metadata`.
    static func problems(with metadata: JSONObject) -> [FieldError] {
        let entries = metadata["managedFields"]?.array ?? []
        return entries.enumerated().fieldErrors { index, entry in
            problems(with: entry, at: index)
        }
    }

    private static func problems(with entry: JSONValue, at index: Int) -> [FieldError] {
        var path: String { "metadata.managedFields[\(index)]" }
        func text(_ key: String) -> String { entry[key]?.string ?? "" }
        var errors: [FieldError] = []
        let (operation, type) = (text("operation"), text("fieldsType"))
        if operation != "Apply", operation != "Update" {
            errors.append(
                .invalid(
                    "\(path).operation", .string(operation), "must be `Apply` or `Update`"))
        }
        if type != "", type != "FieldsV1" {
            errors.append(
                .invalid("\(path).fieldsType", .string(type), "must be `FieldsV1`"))
        }
        errors += WriteOptions.managerProblems(text("manager"), at: "\(path).manager")
        if text("subresource").utf8.count > 256 {
            errors.append(.tooLong("\(path).subresource", bytesMax: 256))
        }
        return errors
    }
}
