import KubeAPI
import KubeHTTP1
import KubeJSON

/// `/fake/terms`: tells who held each lease from when to when, and what was wrong with that.
extension Cluster {
    mutating func terms(_ request: ControlRequest) throws(StatusError) -> HTTPResponse {
        try request.check("GET")
        try request.end()
        try request.checkParameters("namespace", "lease")
        let terms = terms(
            namespace: request.parameter("namespace"), lease: request.parameter("lease"))
        let omittedCount = termJournal.omittedCount
        if request.wantsText {
            return HTTPResponse(control: LeaseTerm.text(terms, omitting: omittedCount))
        }
        return HTTPResponse(control: [
            "terms": .array(terms.map(\.json)),
            "omitted": .integer(Int64(omittedCount)),
        ])
    }
}
