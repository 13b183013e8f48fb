import KubeAPI
import KubeHTTP1
import KubeJSON
package import KubeRegistry
package import KubeTime

/// Requests to resources.
extension APIHandler {
    /// Does what `request` does to a resource.
    mutating func performAction(
        of request: ResolvedRequest, in registry: inout Registry, at now: Timestamp
    ) -> APIReply {
        guard let action = request.action else {
            preconditionFailure("the request does something to a resource")
        }
        return APIReply(perform(action, of: request, in: &registry, at: now))
    }

    private mutating func perform(
        _ action: ResourceAction, of request: ResolvedRequest, in registry: inout Registry,
        at now: Timestamp
    ) -> APIReply.Kind {
        do throws(StatusError) {
            let format = try request.negotiation.objectFormat()
            guard action.verb != .watch else {
                return try startWatch(of: action, request, format, in: &registry, at: now)
            }
            return try answer(action, request, format, in: &registry, at: now)
        } catch {
            return .complete(fail(request, with: error))
        }
    }

    private mutating func answer(
        _ action: ResourceAction, _ request: ResolvedRequest, _ format: ResponseFormat,
        in registry: inout Registry, at now: Timestamp
    ) throws(StatusError) -> APIReply.Kind {
        let form = request.form(in: format)
        // What cannot be shown as the client wants it is done all the same (TBL-009).
        let encoder = ObjectEncoder(
            action.target.served, (try? form.get()) ?? .whole, at: now, in: format.encoding)
        switch try request.answer(action, encoder, in: &registry, at: now) {
        case .document(let status, let document, let warnings):
            do throws(StatusError) {
                _ = try form.get()
                try format.transformation?.checkFits(action.target.served.kind, action.verb)
            } catch {
                return .complete(fail(request, with: error, warnings))
            }
            return .complete(
                write(
                    document, isEncoded: encoder.writesProtobuf, status: status, format, warnings,
                    for: request))
        case .list(let work):
            var long = LongRequest(request, work, encoder, format)
            repeat {
                if let reply = proceed(&long, in: &registry, at: now) { return reply.kind }
            } while request.isAnsweredAtOnce
            return .long(long)
        case .status(let document):
            // It stays as it is, but what is asked for must make sense (TBL-010).
            _ = try form.get()
            return .complete(
                write(JSONWriter.encode(.object(document)), status: 200, format, [], for: request))
        case .refusal(let error, let warnings):
            return .complete(fail(request, with: error, warnings))
        case .wait(let revision): return .wait(wait(for: revision, request, at: now))
        }
    }

    /// Does a slice of a request that takes long; nil when there are more of them.
    package mutating func proceed(
        _ long: inout LongRequest, in registry: inout Registry, at now: Timestamp
    ) -> APIReply? {
        let (request, format) = (long.request, long.format)
        do throws(StatusError) {
            guard let outcome = try long.proceed(in: &registry, at: now) else { return nil }
            _ = try request.form(in: format).get()
            if let action = request.action {
                try format.transformation?.checkFits(action.target.served.kind, action.verb)
            }
            let warnings = request.deprecationWarnings
            switch outcome {
            case .page(let page):
                return APIReply(
                    .complete(
                        writer.writeList(
                            page, long.encoder, format, warnings: warnings, for: request.http)))
            case .stream(let page, let document):
                let (head, stream) = writer.beginList(
                    page, document, long.encoder, format, warnings: warnings, for: request.http)
                return APIReply(.list(head, stream))
            }
        } catch {
            return APIReply(.complete(fail(request, with: error)))
        }
    }

    private mutating func startWatch(
        of action: ResourceAction, _ request: ResolvedRequest, _ format: ResponseFormat,
        in registry: inout Registry, at now: Timestamp
    ) throws(StatusError) -> APIReply.Kind {
        var stream = try request.watch(action.target, format, in: &registry, at: now)
        stream.startTimers(&timers, path: request.http.target.path)
        watchBooks.open(stream, of: request.client, action.target)
        let head = writer.writeHead(
            format, warnings: request.deprecationWarnings, for: request.http)
        return .stream(head, stream)
    }

    private mutating func write(
        _ document: consuming [UInt8], isEncoded: Bool = false, status: Int,
        _ format: ResponseFormat, _ warnings: [String], for request: ResolvedRequest
    ) -> HTTPResponse {
        writer.writeDocument(
            document, isEncoded: isEncoded, of: request.action?.target.served, status: status,
            format,
            warnings: request.deprecationWarnings + warnings, for: request.http)
    }

    mutating func fail(
        _ request: ResolvedRequest, with error: StatusError, _ warnings: [String] = []
    ) -> HTTPResponse {
        writer.writeError(
            error, warnings: request.deprecationWarnings + warnings, for: request.http)
    }
}
