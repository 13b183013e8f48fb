import KubeHTTP1
import KubeJSON

/// How the server is, as `/healthz`, `/livez` and `/readyz` tell.
package struct Health: Hashable, Sendable {
    /// What is wrong with the checks that fail, by their names; empty when all is well.
    package var failures: [String: String]

    /// A server with these failures.
    package init(failures: [String: String] = [:]) {
        self.failures = failures
    }

    /// Whether the server is going away: from then on it is alive but not ready.
    package var isShuttingDown: Bool {
        get { failures[Self.shutdown] != nil }
        set { failures[Self.shutdown] = newValue ? "process is shutting down" : nil }
    }

    private static let shutdown = "shutdown"
}

extension Health {
    /// One of the three places at which to ask.
    package enum Endpoint: String, CaseIterable, Sendable {
        case healthz, livez, readyz

        /// The names of the checks, in order (HLT-006).
        var checks: [String] {
            guard self == .readyz else { return ["ping", "log", "etcd"] + Health.hooks }
            return ["ping", "log", "etcd", "etcd-readiness", "informer-sync"] + Health.hooks
                + [Health.shutdown]
        }
    }

    /// What starts with a server; scripts look for these names.
    private static let hooks =
        [
            "start-apiserver-admission-initializer", "generic-apiserver-start-informers",
            "priority-and-fairness-config-consumer", "priority-and-fairness-filter",
            "storage-object-count-tracker-hook", "storage-readiness",
            "start-system-namespaces-controller",
            "start-kube-apiserver-identity-lease-controller", "rbac/bootstrap-roles",
            "bootstrap-controller", "apiservice-registration-controller",
        ].map { "poststarthook/\($0)" }
        + ["autoregister-completion", "poststarthook/apiservice-openapiv3-controller"]

    /// The answer at `endpoint` as a whole.
    func report(at endpoint: Endpoint, for request: HTTPRequest) -> HTTPResponse {
        let items = request.target.queryItems
        let excluded = Set(items.filter { $0.name == "exclude" }.map { JSONString($0.value) })
        let checks = endpoint.checks
        let failed = checks.filter {
            failures[$0] != nil && !excluded.contains(JSONString($0))
        }
        guard !failed.isEmpty || items.contains(where: { $0.name == "verbose" }) else {
            return HTTPResponse(text: "ok")
        }
        let report = checks.map { line(about: $0, isExcluded: excluded.contains(JSONString($0))) }
        let unknown = excluded.subtracting(checks.map { JSONString($0) }).sorted()
            .map { GoQuote.quote($0.text) }
        let warning =
            unknown.isEmpty
            ? ""
            : "warn: some health checks cannot be excluded: no matches for "
                + "\(unknown.joined(separator: ","))\n"
        let verdict = "\(endpoint.rawValue) check \(failed.isEmpty ? "passed" : "failed")\n"
        return HTTPResponse(
            text: report.joined() + warning + verdict, status: failed.isEmpty ? 200 : 500)
    }

    /// The answer about one check; nil when there is none of that name.
    func report(on check: String, at endpoint: Endpoint) -> HTTPResponse? {
        guard endpoint.checks.contains(check) else { return nil }
        guard let failure = failures[check] else { return HTTPResponse(text: "ok") }
        return HTTPResponse(text: "internal server error: \(failure)\n", status: 500)
    }

    private func line(about check: String, isExcluded: Bool) -> String {
        if isExcluded { return "[+]\(check) excluded: ok\n" }
        return failures[check] == nil
            ? "[+]\(check) ok\n" : "[-]\(check) failed: reason withheld\n"
    }
}
