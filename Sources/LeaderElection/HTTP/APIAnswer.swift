import KubeJSON

/// A whole answer, and what it means to those who asked.
package struct APIAnswer: Hashable, Sendable {
    package let status: Int
    package let body: [UInt8]

    package init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
    }

    var lease: LeaseDocument {
        get throws(LeaseClientError) {
            try check()
            guard let lease = LeaseDocument(json: body) else { throw malformed("a lease") }
            return lease
        }
    }

    var candidate: CandidateDocument {
        get throws(LeaseClientError) {
            try check()
            guard let candidate = CandidateDocument(json: body) else {
                throw malformed("a candidate")
            }
            return candidate
        }
    }

    var candidateList: CandidateList {
        get throws(LeaseClientError) {
            try check()
            guard let list = try? JSONParser.parse(body),
                let version = list[path: "metadata", "resourceVersion"]?.string
            else { throw malformed("a list") }
            let candidate = list["items"]?.array?.first.flatMap { CandidateDocument($0) }
            return CandidateList(candidate, resourceVersion: version)
        }
    }

    /// Whether lease candidates are among the resources that this lists.
    var listsCandidates: Bool {
        get throws(LeaseClientError) {
            if status == 404 { return false }
            try check()
            guard let resources = (try? JSONParser.parse(body))?["resources"]?.array else {
                throw malformed("a list of resources")
            }
            return resources.contains { $0["name"] == "leasecandidates" }
        }
    }

    /// Throws what the server complains about, if it does.
    func check() throws(LeaseClientError) {
        guard !(200..<300).contains(status) else { return }
        let complaint = try? JSONParser.parse(body)
        let kind: LeaseClientError.Kind =
            switch status {
            case 404: .notFound
            case 409: complaint?["reason"] == "AlreadyExists" ? .alreadyExists : .conflict
            case 401: .unauthorized
            case 403: .forbidden
            case 400, 422: .invalid
            case 410: .gone
            case 429: .tooManyRequests
            default: .server(status: status)
            }
        throw LeaseClientError(kind, complaint?["message"]?.string ?? "status \(status)")
    }

    private func malformed(_ wanted: String) -> LeaseClientError {
        LeaseClientError(
            .malformedAnswer,
            "status \(status) without \(wanted): "
                + String(decoding: body.prefix(200), as: UTF8.self))
    }
}
