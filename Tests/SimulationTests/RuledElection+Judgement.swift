import KubeJSON
import KubeTestSupport
import LeaderElection

/// What rules do not explain.
extension RuledElection {
    /// The version of the lease, or of its deletion; 0 before there was one.
    var leaseVersion: UInt64 {
        history.commits.last { $0.key.name == "widget" }?.revision ?? 0
    }

    /// At most one elector holds the lease.
    func judgeHolders() throws(Violation) {
        try components.checkHolders(at: play.now)
    }

    /// What an answer says about the lease is, or was, so.
    func judge(_ status: Int, _ body: [UInt8], to open: OpenRequest) throws {
        let request = open.request
        guard (200...201).contains(status), open.machine == .elector else { return }
        let rules = try journal("?userAgent=\(open.userAgent)").first?["faults"]?.array ?? []
        let names = rules.compactMap(\.string)
        guard !self.rules.explain("garbage", by: names) else { return }
        guard let object = try? JSONParser.parse(body), let version = object.revision else {
            throw Violation("\(open.userAgent) is answered by something that is no lease")
        }
        let commit = history.commits.last {
            $0.revision == version && $0.key.resource == "leases"
        }
        guard let commit, commit.object == object else {
            throw Violation(
                "\(open.userAgent) \(request.method) is acknowledged at version \(version), which is "
                    + "not stored")
        }
        guard version >= open.floor || self.rules.explain("stale", by: names) else {
            throw Violation(
                "\(open.userAgent) \(request.method) goes back to version \(version) from "
                    + "\(open.floor)")
        }
    }

    /// What is left when nothing goes wrong any more is what was stored, everybody has seen it, and
    /// somebody leads.
    func judge() throws {
        for watcher in watchers { try watcher.check(against: history, isUpToDate: true) }
        try judgeJournal()
        guard scenario.mode == .plain else { return }
        guard components.contains(where: \.isLeading) else {
            throw Violation("nobody leads although nothing goes wrong any more")
        }
    }

    /// Every change of the lease has come of one request, which says so, or of the coordinator.
    private func judgeJournal() throws {
        var writers: [UInt64: String] = [:]
        for request in try journal("?verb=write") {
            let text = JSONWriter.text(request)
            let outcome = request["outcome"]?.string ?? ""
            guard let version = request["committed"]?.string.flatMap({ UInt64($0) }) else {
                guard outcome != "lost" || request["status"] == 200 else {
                    throw Violation("lost without being so: \(text)")
                }
                continue
            }
            guard writers.updateValue(text, forKey: version) == nil else {
                throw Violation("two requests have the version \(version)")
            }
            guard !["reset", "closed", "refused", "hung", "held"].contains(outcome) else {
                throw Violation("\(outcome), and stored: \(text)")
            }
        }
        for commit in history.commits where commit.key.name == "widget" {
            guard scenario.mode != .plain || writers[commit.revision] != nil else {
                throw Violation("nobody has written version \(commit.revision)")
            }
        }
    }

    private func journal(_ query: String) throws -> [JSONValue] {
        try play.control("GET", "/fake/requests\(query)")["requests"]?.array ?? []
    }
}
