package import KubeHTTP1

extension HTTPRequest {
    /// A request for `path`, perhaps with a query; throws when it is none.
    package init(
        _ method: String, _ path: String, _ body: [UInt8] = [], fields: HTTPFields = [:]
    ) throws(ClientError) {
        guard let target = RequestTarget(origin: path) else { throw .malformedPath(path) }
        self.init(method: method, target: target, fields: fields, body: body)
    }
}
