import KubeHTTP1
import KubeJSON
import KubeTime

/// What the server has committed, as a watch that never broke has shown it: the model against which
/// everything that the server says is held.
struct History {
    /// One committed change.
    struct Commit {
        let revision: UInt64
        let type: String
        let key: Key
        let object: JSONValue
    }

    /// An object of the server.
    struct Key: Hashable {
        let resource: String
        let name: String
    }

    /// What there was before a request.
    struct Past {
        let commitCount: Int
        let live: [Key: JSONValue]
    }

    private(set) var commits: [Commit] = []
    private(set) var live: [Key: JSONValue] = [:]
    /// The server may refuse to begin before this revision.
    private(set) var forgotten: UInt64 = 0
    /// Who is who.
    var identities = Identities()

    /// What there is, to be compared later.
    var past: Past { Past(commitCount: commits.count, live: live) }

    /// The latest revision.
    var revision: UInt64 { commits.last?.revision ?? 0 }

    /// Adds what the watches showed since the last call.
    mutating func append(_ news: [Commit]) throws(Violation) {
        for commit in news.sorted(by: { $0.revision < $1.revision }) {
            guard commit.revision > revision else {
                throw Violation("revision \(commit.revision) follows \(revision)")
            }
            try identities.check(commit, before: live[commit.key])
            let expected = commit.type == "DELETED" ? nil : commit.object
            guard (live[commit.key] == nil) == (commit.type == "ADDED") else {
                throw Violation("\(commit.type) of \(commit.key.name) does not fit what was there")
            }
            live[commit.key] = expected
            commits.append(commit)
        }
    }

    /// Notes that the server may have forgotten how everything came about so far.
    mutating func forget() { forgotten = revision }

    /// What a watch of `resource` that starts after `revision` has to show up to now.
    func commits(of resource: String, after revision: UInt64) -> [Commit] {
        // Recent commits are what is asked for.
        let start = commits.lastIndex { $0.revision <= revision }.map { $0 + 1 } ?? 0
        return commits[start...].filter { $0.key.resource == resource }
    }

    /// The objects of `resource` as of `revision`, by name.
    func objects(of resource: String, at revision: UInt64) -> [String: JSONValue] {
        var objects: [String: JSONValue] = [:]
        for commit in commits where commit.revision <= revision {
            guard commit.key.resource == resource else { continue }
            objects[commit.key.name] = commit.type == "DELETED" ? nil : commit.object
        }
        return objects
    }
}

extension JSONValue {
    /// The resource version in an object's or list's metadata.
    var revision: UInt64? {
        self[path: "metadata", "resourceVersion"]?.string.flatMap { UInt64($0) }
    }

    /// The object without members that are null, which the server does not store.
    var withoutNulls: JSONValue {
        guard let object else { return self }
        return .object(
            JSONObject(object.filter { $0.value != .null }.map { ($0.key, $0.value.withoutNulls) }))
    }
}
