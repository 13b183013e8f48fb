import KubeAPI
import KubeJSON
import KubeRegistry

/// The body of one of the three patches that are JSON.
struct PatchBody {
    private let isLenient: Bool
    private let parsed: Result<JSONValue, JSONSyntaxError>

    /// The patch that stands in a body.
    init(
        _ parsed: Result<JSONValue, JSONSyntaxError>,
        _ fieldValidation: WriteOptions.FieldValidation
    ) {
        isLenient = fieldValidation == .ignore
        self.parsed = parsed
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
