/// How many requests have no final answer yet, watches left out.
package struct InFlightRequests: Hashable, Sendable {
    /// Those that only read.
    package var readOnly = 0

    /// Those that change something, if they succeed.
    package var mutating = 0

    /// No requests.
    package init() {}

    /// Counts a request, unless it is one that runs for long.
    package mutating func add(_ request: NotedRequest) {
        guard request.action?.verb != .watch else { return }
        if request.isWrite { mutating += 1 } else { readOnly += 1 }
    }

    var family: MetricFamily {
        var family = MetricFamily(
            "apiserver_current_inflight_requests", .gauge,
            help: "Requests that have no final answer at the moment, by kind; watches and the "
                + "request for these numbers are left out.")
        family.add([("request_kind", "mutating")], UInt64(mutating))
        family.add([("request_kind", "readOnly")], UInt64(readOnly))
        return family
    }
}
