import KubeAPI
import KubeJSON
import KubeRegistry
import KubeYAML

/// The configuration that is applied: YAML, of which JSON is a part.
struct ApplyBody {
    /// What the client wants.
    let document: JSONObject
    /// What the client is warned of.
    let warnings: [String]

    /// Why strict validation refuses the text; nil when it does not.
    let strictProblem: StatusError?

    /// The configuration that stands in a body; throws 400 where that is none.
    init(
        _ parsed: Result<YAMLDocument, YAMLError>,
        _ fieldValidation: WriteOptions.FieldValidation
    ) throws(StatusError) {
        let yaml: YAMLDocument
        do {
            yaml = try parsed.get()
        } catch {
            throw .badRequest(
                "error decoding YAML: error converting YAML to JSON: \(error.message)")
        }
        guard let document = yaml.value.object ?? (yaml.value == .null ? JSONObject() : nil) else {
            throw .badRequest(
                "error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot "
                    + "unmarshal \(yaml.value.goKind) into Go value of type "
                    + "map[string]interface {}")
        }
        strictProblem =
            fieldValidation == .strict && !yaml.duplicates.isEmpty
            ? .badRequest(
                "error strict decoding YAML: error converting YAML to JSON: "
                    + BodyDecoder.strictText(yaml.duplicates)) : nil
        self.document = document
        warnings = fieldValidation == .warn ? yaml.duplicates : []
    }
}
