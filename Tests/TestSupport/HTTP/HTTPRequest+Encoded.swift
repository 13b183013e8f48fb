package import KubeHTTP1

extension HTTPRequest {
    /// The request as bytes, its body with its length.
    package var encoded: [UInt8] {
        let uri = "\(basePath)\(target.path)\(target.query.map { "?\($0)" } ?? "")"
        var head = "\(method) \(uri) HTTP/1.1\r\n"
        for field in fields { head += "\(field.name): \(field.value)\r\n" }
        if !body.isEmpty || method != "GET" { head += "Content-Length: \(body.count)\r\n" }
        return Array("\(head)\r\n".utf8) + body
    }
}
