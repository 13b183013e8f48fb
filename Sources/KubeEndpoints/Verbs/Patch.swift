import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeTime

extension APIHandler {
    /// PATCH of an object.
    func patch(
        _ request: ResourceRequest, _ encoder: ObjectEncoder, in registry: inout Registry,
        at now: Timestamp
    ) throws(StatusError) -> Answer {
        guard !request.http.isBodyTooLarge else {
            throw .requestEntityTooLarge("limit is 3145728")
        }
        let type = try PatchType(contentType: request.http.fields["Content-Type"])
        let options = try WriteOptions(
            request.query, for: type == .apply ? .apply : .patch)
        let context = context(request, options, now)
        let body = request.http.body
        if type == .apply {
            let configuration = try ApplyBody(body, options.fieldValidation)
            let result = try registry.apply(
                configuration.document, to: request.target, context,
                strictProblem: configuration.strictProblem)
            return answer(result, configuration.warnings, encoder)
        }
        // A patch is only read once there is something to patch (PAT-002).
        _ = try registry.get(request.target)
        let patch = try PatchBody(body, options.fieldValidation).patch(type)
        return answer(
            try registry.patch(request.target, with: patch, context), [], encoder)
    }
}

/// The body of one of the three patches that are JSON.
private struct PatchBody {
    private let isLenient: Bool
    private let parsed: Result<JSONValue, JSONSyntaxError>

    init(_ body: [UInt8], _ fieldValidation: WriteOptions.FieldValidation) {
        isLenient = fieldValidation == .ignore
        do {
            parsed = .success(try JSONParser.parse(body))
        } catch {
            parsed = .failure(error)
        }
    }

    /// The patch, read as `type` says; each has its own words for what it cannot read.
    func patch(_ type: PatchType) throws(StatusError) -> ObjectPatch {
        do {
            switch type {
            case .json:
                let patch = try JSONPatch(decoding: try value(), isLenient: isLenient)
                guard patch.count <= JSONPatch.operationsMax else {
                    throw tooMany(patch.count)
                }
                return .json(patch)
            case .merge:
                return .merge(try JSONMergePatch(decoding: try value(), isLenient: isLenient))
            case .strategic, .apply: return .strategic(try strategic())
            }
        } catch let error as StatusError {
            throw error
        } catch let error as PatchDecodingError {
            throw unreadable(error.message, type)
        } catch let error as JSONSyntaxError {
            throw unreadable(error.message, type)
        } catch {
            throw .unprocessable
        }
    }

    private func value() throws(JSONSyntaxError) -> JSONValue {
        try parsed.get()
    }

    private func strategic() throws -> JSONObject {
        let value = try value()
        if case .null = value { return JSONObject() }
        guard let patch = value.object else {
            throw StatusError.badRequest(
                "json: cannot unmarshal \(value.goKind) into Go value of type "
                    + "map[string]interface {}")
        }
        return patch
    }

    private func unreadable(_ problem: String, _ type: PatchType) -> StatusError {
        switch type {
        case .merge where isLenient || isNull: .badRequest("Invalid JSON Patch")
        case .json, .merge:
            .badRequest(isLenient ? problem : "error decoding patch: \(problem)")
        case .strategic, .apply: .badRequest(problem)
        }
    }

    private var isNull: Bool {
        if case .success(.null) = parsed { true } else { false }
    }

    private func tooMany(_ count: Int) -> StatusError {
        .requestEntityTooLarge(
            "The allowed maximum operations in a JSON patch is \(JSONPatch.operationsMax), got "
                + "\(count)")
    }
}

/// The configuration that is applied: YAML, of which JSON is a part.
private struct ApplyBody {
    let document: JSONObject
    let warnings: [String]

    /// Why strict validation refuses the text; nil when it does not.
    let strictProblem: StatusError?

    init(_ body: [UInt8], _ fieldValidation: WriteOptions.FieldValidation) throws(StatusError) {
        let yaml: YAMLDocument
        do {
            yaml = try YAMLDocument(parsing: body)
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
                    + YAMLBody.strictText(yaml.duplicates)) : nil
        self.document = document
        warnings = fieldValidation == .warn ? yaml.duplicates : []
    }
}
