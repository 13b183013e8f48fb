import KubeAPI
import KubeHTTP1

extension HTTPRequest {
    /// Throws 413 when the body is too large to be looked at (LIM-001).
    ///
    /// Each verb has its own place for this among its other checks (REQ-006).
    func checkBodySize() throws(StatusError) {
        guard isBodyTooLarge else { return }
        throw .requestEntityTooLarge("limit is 3145728")
    }
}
