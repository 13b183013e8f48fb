import KubeAPI
import KubeHTTP1
import KubeTime

/// Everything that the control API of an owner offers: a row for each path.
///
/// A request is routed by the table, refused by it, and told what there is.
struct ControlTable<Owner>: Sendable {
    /// The rows by path, so that a literal segment comes before a placeholder.
    let routes: [ControlRoute<Owner>]

    /// The table of `routes`, and of the paths that tell what they are.
    init(_ routes: [ControlRoute<Owner>]) {
        // What tells of all rows tells of itself as well.
        let rows = (routes + Self.tellingRoutes([])).map(ControlRow.init)
        self.routes = (routes + Self.tellingRoutes(rows)).sorted {
            $0.path.template < $1.path.template
        }
    }

    private static func tellingRoutes(_ rows: [ControlRow]) -> [ControlRoute<Owner>] {
        let rows = rows.sorted { $0.path.template < $1.path.template }
        return [
            ControlRoute(
                ControlPath.root,
                .init(.get, "tells what there is, and what it takes", answers: .jsonOrText) {
                    (_: inout Owner, call) in ControlIndex(rows: rows, baseURL: call.usualBaseURL)
                }),
            ControlRoute(
                "/fake/openapi.json",
                .init(.get, "tells the same as OpenAPI 3.0", answers: .json) {
                    (_: inout Owner, call) in
                    ControlOpenAPI(rows: rows, baseURL: call.usualBaseURL)
                }),
        ]
    }

    /// Answers a request whose path begins with `/fake`.
    func respond(
        to request: HTTPRequest, in owner: inout Owner, at wall: Timestamp
    ) -> ControlReply {
        let path = Self.path(of: request)
        let location = ControlPath.root + path.joined(separator: "/")
        guard let (route, segments) = route(at: path) else {
            return .failure(.unknownControlPath(location))
        }
        guard let action = route.action(request.method) else {
            return route.refusal(of: request.method, at: location)
        }
        do throws(StatusError) {
            return try action.perform(
                &owner,
                ControlCall(request, to: location, segments, for: action.description, at: wall))
        } catch {
            return .failure(error)
        }
    }

    private func route(
        at path: ArraySlice<String>
    ) -> (ControlRoute<Owner>, segments: [String: String])? {
        for route in routes {
            if let segments = route.path.values(in: path) { return (route, segments) }
        }
        return nil
    }

    /// The segments below `/fake/`, without empty ones at the end.
    private static func path(of request: HTTPRequest) -> ArraySlice<String> {
        var path = request.target.segments.dropFirst()
        while path.last?.isEmpty == true { path.removeLast() }
        return path
    }
}

extension StatusError {
    /// The refusal of a path that the control API does not have.
    fileprivate static func unknownControlPath(_ location: String) -> StatusError {
        StatusError(
            code: 404, reason: "NotFound",
            message: "\(location) does not exist; see /fake/ for what does")
    }
}
