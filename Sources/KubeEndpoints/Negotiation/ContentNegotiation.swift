package import KubeAPI
package import KubeHTTP1

/// What a request says about the form of its answer, to be held against what an endpoint offers.
package struct ContentNegotiation: Hashable, Sendable {
    private let accept: String
    private let clauses: [AcceptClause]
    private let wantsPretty: Bool

    /// Reads what `request` says.
    package init(_ request: HTTPRequest) {
        accept = request.fields["Accept"] ?? ""
        clauses = AcceptClause.clauses(of: accept)
        wantsPretty = PrettyPrinting.isWanted(by: request)
    }

    /// Turns the request away when the route has nothing for it, before anything else is done.
    package func check(_ route: RouteEncodings) throws(StatusError) {
        guard !route.satisfy(accept) else { return }
        throw .notAcceptable(route.notAcceptable, details: StatusError.Details())
    }

    /// The format of an object or a list.
    package func objectFormat() throws(StatusError) -> ResponseFormat {
        try format(offering: .objects)
    }

    /// The format of a document that has one form, such as discovery's.
    package func documentFormat() throws(StatusError) -> ResponseFormat {
        try format(offering: .none)
    }

    /// The format of aggregated discovery; nil when the client does not ask for it.
    package func aggregatedDiscoveryFormat(includingBeta: Bool) -> ResponseFormat? {
        guard !accept.isEmpty else { return nil }
        return bestFormat(offering: .groupDiscovery(includingBeta: includingBeta))
    }

    /// The format of an error; there is one whatever the client accepts.
    package var errorFormat: ResponseFormat {
        bestFormat(offering: .none) ?? .fallback
    }
}

extension ContentNegotiation {
    private func format(offering offer: TransformationOffer) throws(StatusError) -> ResponseFormat {
        guard let format = bestFormat(offering: offer) else {
            throw .onlyAccepted(Encoding.list)
        }
        return format
    }

    private func bestFormat(offering offer: TransformationOffer) -> ResponseFormat? {
        guard !accept.isEmpty else { return ResponseFormat(.json, isPretty: wantsPretty) }
        for clause in clauses {
            for encoding in Encoding.allCases where clause.includes(encoding) {
                guard var format = clause.format(in: encoding, offering: offer) else { continue }
                format.isPretty = format.isPretty || wantsPretty
                return format
            }
        }
        return nil
    }
}
