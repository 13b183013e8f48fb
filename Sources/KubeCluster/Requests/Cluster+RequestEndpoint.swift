import KubeAPI
import KubeHTTP1
import KubeJSON

/// `/fake/requests`: tells what clients have asked, and what came of it.
extension Cluster {
    static let requestRoutes = [
        ControlRoute<Cluster>(
            "/fake/requests",
            .init(
                .get, "tells what clients asked, and what came of it", .reads, .match,
                .wholeParameter("since", "only what came after the request of this number"),
                .wholeParameter("limit", "no more than so many; who follows is then done"),
                .choice("format", "for other programs: audit or har", in: .query),
                answers: .requests, like: .plain, .query("client=a&verb=write&limit=10")
            ) {
                (
                    cluster: inout Cluster, call, match, since, limit,
                    format: RequestFormat?
                ) in
                cluster.tellRequests(
                    match, after: since ?? 0, limit: limit ?? .max, format,
                    follows: call.prefers(.lines))
            },
            .init(.delete, "forgets what clients asked", .lasts, answers: .json) {
                (cluster: inout Cluster, call) in
                ForgottenRequests(count: cluster.forgetRequests())
            })
    ]

    private mutating func tellRequests(
        _ match: RequestMatch, after id: UInt64, limit: UInt64, _ format: RequestFormat?,
        follows: Bool
    ) -> RequestAnswer {
        let lines = format == .audit ? RequestLines.audit : .plain
        if follows, format != .har {
            requestJournal.followerCount += 1
            return .stream(RequestStream(match, as: lines, after: id, limit: limit))
        }
        let requests = requests(match, after: id, limit: limit)
        switch format {
        case .audit: return .lines(requests.flatMap(lines.line))
        case .har: return .archive(RequestArchive(requests: requests))
        case nil:
            return .listing(
                RequestListing(
                    requests: requests, omittedCount: requestJournal.omittedCount(after: id),
                    lastID: requests.count < limit
                        ? requestJournal.lastID : requests.last?.id ?? id))
        }
    }
}

/// A form in which other programs read requests.
private enum RequestFormat: String, ControlChoice {
    /// The lines of kube-apiserver's audit log.
    case audit
    /// The HTTP Archive of browsers.
    case har
}

/// An answer with requests.
private enum RequestAnswer {
    case listing(RequestListing)
    case archive(RequestArchive)
    case lines([UInt8])
    case stream(RequestStream)
}

extension ControlForm<RequestAnswer> {
    /// JSON, a line of text for each, or a document per line as they come.
    fileprivate static var requests: ControlForm {
        ControlForm(
            [.json, .text, .lines], .oneOf(RequestListing.schema, RequestArchive.schema)
        ) { answer, mediaType in
            switch answer {
            case .listing(let listing):
                ControlForm<RequestListing>.jsonOrText.reply(listing, mediaType)
            case .archive(let archive): .complete(HTTPResponse(control: archive.json))
            case .lines(let lines): .complete(HTTPResponse(control: lines, as: .lines))
            case .stream(let stream): .stream(HTTPResponse(control: [], as: .lines), stream)
            }
        }
    }
}

extension ControlField where Value == RequestMatch {
    /// Which requests are meant: a query parameter for each criterion, which may be repeated.
    fileprivate static var match: ControlField {
        let descriptions = RequestCriterion.allCases.map {
            ControlFieldDescription($0.rawValue, .text, $0.summary, in: .query)
        }
        return ControlField(descriptions) { said throws(StatusError) in
            try RequestMatch(
                parameters: zip(RequestCriterion.allCases, descriptions).map {
                    ($0, said.values($1).compactMap(\.string))
                })
        }
    }
}

/// How many requests were forgotten.
private struct ForgottenRequests: ControlDocument {
    let count: Int

    static var schema: ControlSchema { .object(["forgotten": .whole]) }

    var json: JSONValue { ["forgotten": .integer(Int64(count))] }
}
