import KubeCluster
import KubeEndpoints
import KubeHTTP1
import KubeJSON
import KubeTime

/// Somebody who lists and watches one resource next to the server, and checks every word.
struct Observer {
    let resource: String
    /// Its watch, the revision after which that began, and what it has shown since.
    private(set) var watch: (stream: WatchStream, start: UInt64, shown: [History.Commit])?
    /// A list of which a page was read: how to go on, its revision, and what it has shown.
    private var pages: (token: String, revision: UInt64, items: [JSONValue])?
    /// Where its watch was when the server ended.
    private var resumption: UInt64?
    /// Where a watch would have begun that was told 410.
    private var expired: UInt64?

    init(_ resource: String) {
        self.resource = resource
    }

    private var path: String {
        let version = resource == "leases" ? "v1" : "v1beta1"
        return "/apis/coordination.k8s.io/\(version)/namespaces/kube-system/\(resource)"
    }

    /// Does one thing: breaks the watch or goes on with it, goes on with a list, or begins one.
    mutating func act(
        _ server: inout SimulatedServer, _ history: History, _ random: inout Random
    ) throws(Violation) {
        if let watch, Bool.random(using: &random) {
            server.cancel(watch.stream)
            self.watch = nil
            try openWatch(after: watch.shown.last?.revision ?? watch.start, &server)
        } else if let resumption {
            try openWatch(after: resumption, &server)
        } else if let pages {
            try readPage(
                "&continue=\(pages.token)", pages.items, at: pages.revision, &server, history)
        } else {
            try readPage("", [], at: nil, &server, history)
        }
    }

    /// Reads one page of a list, and checks the list after the last.
    private mutating func readPage(
        _ query: String, _ items: [JSONValue], at revision: UInt64?,
        _ server: inout SimulatedServer, _ history: History
    ) throws(Violation) {
        guard case .complete(let response) = server.exchange("GET", "\(path)?limit=2\(query)")
        else { throw Violation("a list of \(resource) has to wait") }
        if response.status == 410, let revision, revision < history.forgotten {
            pages = nil
            return
        }
        guard response.status == 200, let page = try? JSONParser.parse(response.body),
            let listed = page.revision
        else { throw Violation("a list of \(resource) is answered with \(response.status)") }
        guard revision.map({ $0 == listed }) ?? (listed >= history.revision) else {
            throw Violation("a page is of revision \(listed) instead of \(revision ?? 0)")
        }
        let items = items + (page["items"]?.array ?? [])
        if let token = page[path: "metadata", "continue"]?.string, !token.isEmpty {
            pages = (token, listed, items)
            return
        }
        pages = nil
        try History.check(items, against: history.objects(of: resource, at: listed))
        if watch == nil { try openWatch(after: listed, &server) }
    }

    /// Opens a watch after `revision`.
    mutating func openWatch(
        after revision: UInt64, _ server: inout SimulatedServer
    ) throws(Violation) {
        let query = "?watch=true&resourceVersion=\(revision)"
        guard case .stream(let head, .watch(let stream)) = server.exchange("GET", path + query)
        else {
            throw Violation("a watch of \(resource) after \(revision) is refused")
        }
        watch = (stream, revision, [])
        resumption = nil
        try take(head.body)
    }

    /// Lists everything at once, which must be what was committed.
    func checkList(_ server: inout SimulatedServer, _ history: History) throws(Violation) {
        guard case .complete(let response) = server.exchange("GET", path),
            let list = try? JSONParser.parse(response.body), let listed = list.revision
        else { throw Violation("a list of \(resource) fails") }
        guard listed >= history.revision else {
            throw Violation("the server is back at \(listed) after \(history.revision)")
        }
        try History.check(
            list["items"]?.array ?? [], against: history.objects(of: resource, at: listed))
    }

    /// Loses the server; the watch is to go on where it was.
    mutating func disconnect(_ history: History) throws(Violation) {
        try check(against: history)
        guard let watch else { return }
        resumption = watch.shown.last?.revision ?? watch.start
        self.watch = nil
    }

    /// Reads what the watch has to show, and returns it.
    mutating func read(_ server: inout SimulatedServer) throws(Violation) -> [History.Commit] {
        guard var stream = watch?.stream else { return [] }
        let shown = watch?.shown.count ?? 0
        var output: [UInt8] = []
        let isOpen = server.produce(&stream, into: &output)
        watch?.stream = stream
        try take(output)
        let news = watch?.shown.dropFirst(shown) ?? []
        if !isOpen { watch = nil }
        return Array(news)
    }

    /// Checks that the watch has shown exactly what followed its start, once, in order.
    func check(against history: History) throws(Violation) {
        if let expired, expired >= history.forgotten {
            throw Violation("a watch of \(resource) after \(expired) is told 410")
        }
        guard let watch else { return }
        let expected = history.commits(of: resource, after: watch.start)
        let isSame = expected.elementsEqual(watch.shown) {
            $0.revision == $1.revision && $0.type == $1.type && $0.object == $1.object
        }
        guard isSame else {
            throw Violation(
                "a watch of \(resource) after \(watch.start) shows "
                    + "\(watch.shown.map(\.revision)) instead of \(expected.map(\.revision))")
        }
    }

    private mutating func take(_ bytes: [UInt8]) throws(Violation) {
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let event = try? JSONParser.parse(Array(line))
            if event?["type"] == "ERROR", event?[path: "object", "code"] == 410 {
                expired = watch?.start
                watch = nil
                return
            }
            guard let object = event?["object"], let revision = object.revision,
                let type = event?["type"]?.string
            else { throw Violation("a watch shows \(String(decoding: line, as: UTF8.self))") }
            let key = History.Key(resource: resource, name: object.name)
            watch?.shown.append(
                History.Commit(revision: revision, type: type, key: key, object: object))
        }
    }
}
