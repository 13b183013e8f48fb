import KubeHTTP1
import KubeJSON

extension History {
    /// Judges the answer to a request that was processed when `before` was the history, and now is
    /// this one.
    func judge(
        _ request: ClientRequest, _ status: Int, _ body: [UInt8], before: Past
    ) throws(Violation) {
        guard let answer = try? JSONParser.parse(body) else {
            throw Violation("\(request.method) is answered by something that is not JSON")
        }
        let path = request.path.split(separator: "?")[0].split(separator: "/").map(String.init)
        let resource = path[5]
        let news = commits[before.commitCount...]
        switch request.method {
        case "GET" where path.count == 6:
            try judgeList(request, resource, status, answer)
        case "GET":
            let object = live[Key(resource: resource, name: path[6])]
            guard status == (object == nil ? 404 : 200), object == nil || object == answer else {
                throw Violation("GET answers \(status), but the object is \(text(object))")
            }
        default:
            let sent = (try? JSONParser.parse(request.body)) ?? .null
            let name = sent[path: "metadata", "name"]?.string ?? ""
            let current = before.live[Key(resource: resource, name: name)]
            let expected = Self.expectedStatus(of: request.method, sent, current)
            guard status == expected else {
                throw Violation("\(request.method) answers \(status) instead of \(expected)")
            }
            try judgeCommit(sent, answer, status, current, Array(news))
            return
        }
        guard news.isEmpty else { throw Violation("a GET has committed something") }
    }

    /// A conflict if and only if the version, or the object, is another.
    private static func expectedStatus(
        of method: String, _ sent: JSONValue, _ current: JSONValue?
    ) -> Int {
        guard method == "PUT" else { return current == nil ? 201 : 409 }
        let isSame = ["uid", "resourceVersion"].allSatisfy { field in
            sent[path: "metadata", field] == current?[path: "metadata", field]
        }
        return isSame ? 200 : 409
    }

    private func judgeCommit(
        _ sent: JSONValue, _ answer: JSONValue, _ status: Int, _ current: JSONValue?,
        _ news: [Commit]
    ) throws(Violation) {
        guard status < 300 else {
            guard news.isEmpty else { throw Violation("a refused write was committed") }
            return
        }
        guard answer["spec"] == sent["spec"]?.withoutNulls else {
            throw Violation("stored \(text(answer["spec"])) instead of \(text(sent["spec"]))")
        }
        // A write that changes nothing is not committed.
        let committed = news.isEmpty ? current : news[0].object
        guard news.count <= 1, committed == answer else {
            throw Violation("a write answered what was not committed: \(text(answer))")
        }
    }

    private func judgeList(
        _ request: ClientRequest, _ resource: String, _ status: Int, _ answer: JSONValue
    ) throws(Violation) {
        guard status == 200, let listed = answer.revision, listed >= revision else {
            throw Violation("a list at \(text(answer["metadata"])) when \(revision) was committed")
        }
        let name = request.path.split(separator: "%3D").last.map { $0.split(separator: "&")[0] }
        let expected = objects(of: resource, at: listed).filter { $0.key == name.map(String.init) }
        try Self.check(answer["items"]?.array ?? [], against: expected)
    }

    /// Checks that `items` are exactly the `expected` objects, by name.
    static func check(
        _ items: [JSONValue], against expected: [String: JSONValue]
    ) throws(Violation) {
        let expectedItems = expected.sorted { $0.key < $1.key }.map(\.value.withoutType)
        let items = items.map(\.withoutType)
        guard items == expectedItems else {
            let shown = texts(items.filter { !expectedItems.contains($0) })
            let missing = texts(expectedItems.filter { !items.contains($0) })
            guard shown != missing else { throw Violation("a list is not in order") }
            throw Violation("a list shows \(shown) instead of \(missing)")
        }
    }

    private static func texts(_ items: [JSONValue]) -> String {
        guard !items.isEmpty else { return "nothing" }
        return items.map { item in
            "\(item.name) of revision \(item.revision ?? 0) "
                + (item["spec"].map(JSONWriter.text) ?? "")
        }.joined(separator: ", ")
    }

    private func text(_ value: JSONValue?) -> String { value.map(JSONWriter.text) ?? "absent" }
}

extension JSONValue {
    /// The name in an object's metadata.
    var name: String { self[path: "metadata", "name"]?.string ?? "" }

    /// The object without what the items of a list leave out.
    fileprivate var withoutType: JSONValue {
        guard var object else { return self }
        object["apiVersion"] = nil
        object["kind"] = nil
        return .object(object)
    }
}
