import KubeAPI
import KubeRegistry

extension ResolvedRequest {
    /// The form that the client asked for, or why it cannot have it.
    func form(in format: ResponseFormat) -> Result<ObjectEncoder.Form, StatusError> {
        Result { () throws(StatusError) in try ObjectEncoder.Form(format.transformation, query) }
    }

    /// What every request to an old version is warned of (HDR-005).
    var deprecationWarnings: [String] {
        action?.target.served.deprecationWarning.map { [$0] } ?? []
    }
}
