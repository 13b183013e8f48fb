import KubeHTTP1
import KubeJSON

extension FuzzedServer {
    /// Sends `input` as what it is meant to be; throws what must not have come of it.
    package mutating func play(
        _ input: [UInt8], as format: FuzzedFormat
    ) throws(FuzzFinding) {
        do throws(Surprise) {
            try take(input, as: format)
        } catch {
            throw FuzzFinding(format: format, input: input, text: error.text)
        }
        rest()
    }

    private mutating func take(
        _ input: [UInt8], as format: FuzzedFormat
    ) throws(Surprise) {
        switch format {
        case .http: try playConnection(input)
        case .json: try create(input, "application/json")
        case .yaml: try create(input, "application/yaml")
        case .protobuf: try create(input, "application/vnd.kubernetes.protobuf")
        case .jsonPatch: try patch(input, "application/json-patch+json")
        case .mergePatch: try patch(input, "application/merge-patch+json")
        case .strategicMergePatch: try patch(input, "application/strategic-merge-patch+json")
        case .applyPatch: try patch(input, "application/apply-patch+yaml")
        case .selectors: try select(input)
        case .durations: try readDuration(input)
        case .continueTokens: try goOn(input)
        }
    }

    /// Throws when an answer is the server's own fault, or no JSON where it says that it is.
    private func check(_ answer: HTTPResponse?, _ what: String) throws(Surprise) -> HTTPResponse {
        guard let answer else { throw Surprise("\(what) has no answer") }
        guard !answer.isOwnFault else {
            throw Surprise("\(what) is answered with \(answer.status): \(answer.text)")
        }
        // A watch that has nothing to tell yet.
        guard answer.fields["Content-Type"] == "application/json", !answer.body.isEmpty else {
            return answer
        }
        do throws(JSONSyntaxError) {
            _ = try JSONParser.parse(answer.body)
            return answer
        } catch {
            throw Surprise("the answer to \(what) is no JSON: \(answer.text)")
        }
    }
}

/// What must not be.
private struct Surprise: Error {
    let text: String

    init(_ text: String) {
        self.text = text
    }
}

// MARK: - Objects

extension FuzzedServer {
    /// What is created as `contentType` is taken back in every form as it was given out, without a change.
    private mutating func create(
        _ input: [UInt8], _ contentType: String
    ) throws(Surprise) {
        let collection = Self.collection(of: input)
        let validation = input.count % 2 == 0 ? "Strict" : "Warn"
        let answer = try check(
            ask(
                "POST", "\(collection)?fieldValidation=\(validation)", input,
                ["Content-Type": contentType]), "the creation")
        guard answer.status == 201 else { return }
        let path = try self.path(of: answer, in: collection)
        for form in ["application/json", "application/yaml", "application/vnd.kubernetes.protobuf"]
        {
            let read = try check(ask("GET", path, [], ["Accept": form]), "a GET as \(form)")
            let written = try check(
                ask("PUT", path, read.body, ["Content-Type": form, "Accept": form]),
                "the PUT of what a GET told as \(form)")
            guard written.status == 200, written.body == read.body else {
                throw Surprise(
                    "\(form) is not taken back as it was given: \(written.status)\n\(read.text)\n"
                        + written.text)
            }
        }
        // Finalizers would keep it.
        _ = ask(
            "PATCH", path, Array(#"{"metadata":{"finalizers":null}}"#.utf8),
            ["Content-Type": "application/merge-patch+json"])
        _ = try check(ask("DELETE", path), "the DELETE")
        guard try check(ask("GET", path), "the last GET").status == 404 else {
            throw Surprise("the object outlives its deletion")
        }
    }

    private func path(
        of answer: HTTPResponse, in collection: String
    ) throws(Surprise) -> String {
        do throws(JSONSyntaxError) {
            if let name = try JSONParser.parse(answer.body)[path: "metadata", "name"]?.string {
                return "\(collection)/\(name)"
            }
        } catch {}
        throw Surprise("what was created has no name: \(answer.text)")
    }

    /// The collection that `input` seems to be meant for.
    private static func collection(of input: [UInt8]) -> String {
        let text = String(decoding: input, as: UTF8.self)
        guard text.contains("LeaseCandidate") else {
            return "/apis/coordination.k8s.io/v1\(namespace)/leases"
        }
        let version = ["v1alpha1", "v1alpha2"].first { text.contains($0) } ?? "v1beta1"
        return "/apis/coordination.k8s.io/\(version)\(namespace)/leasecandidates"
    }

    /// A patch is refused, or makes an object of the same name.
    private mutating func patch(_ input: [UInt8], _ contentType: String) throws(Surprise) {
        let answer = try check(
            ask(
                "PATCH", "\(Self.patched)?dryRun=All&fieldManager=fuzz&force=true", input,
                ["Content-Type": contentType]),
            "the patch")
        guard answer.status < 300 else { return }
        guard try path(of: answer, in: "") == "/patched" else {
            throw Surprise("the patch renames the object: \(answer.text)")
        }
    }
}

extension HTTPResponse {
    fileprivate var text: String { String(decoding: body.prefix(1000), as: UTF8.self) }

    /// Whether the server says that it did something wrong, where kube-apiserver does not say so as well.
    fileprivate var isOwnFault: Bool {
        guard status >= 500, ![501, 503, 504].contains(status) else { return false }
        return !text.contains("failed to create typed patch object")
    }
}

// MARK: - Parameters

extension FuzzedServer {
    private static let leases = "/apis/coordination.k8s.io/v1\(namespace)/leases"

    /// A list and a watch refuse the same selectors.
    private mutating func select(_ input: [UInt8]) throws(Surprise) {
        let lines = input.split(
            separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
        let fields = lines.count > 1 ? "&fieldSelector=\(Self.escaped(lines[1]))" : ""
        let query = "labelSelector=\(Self.escaped(lines[0]))\(fields)"
        let list = try check(ask("GET", "\(Self.leases)?\(query)"), "the list")
        let watch = ask("GET", "\(Self.leases)?watch=1&\(query)")
        guard list.status == watch?.status else {
            throw Surprise("a list is answered with \(list.status), a watch otherwise")
        }
    }

    /// A token goes on with a list, or is refused.
    private mutating func goOn(_ input: [UInt8]) throws(Surprise) {
        let token = Self.escaped(input[...])
        _ = try check(
            ask("GET", "\(Self.leases)?limit=1&continue=\(token)"), "the rest of a list")
    }

    /// A duration that is printed is read as the same.
    private mutating func readDuration(_ input: [UInt8]) throws(Surprise) {
        let text = String(decoding: input, as: UTF8.self)
        if let duration = Self.duration(text), Self.duration(duration.description) != duration {
            throw Surprise("\(duration) is read as something else")
        }
        let query = "timeout=\(Self.escaped(input[...]))"
        _ = try check(ask("GET", "\(Self.leases)?\(query)"), "a list with a timeout")
    }

    private static func duration(_ text: String) -> GoDuration? {
        do throws(GoDuration.ParseError) {
            return try GoDuration(parsing: text)
        } catch {
            return nil
        }
    }

    private static func escaped(_ bytes: ArraySlice<UInt8>) -> String {
        let digits = Array("0123456789ABCDEF")
        return bytes.reduce(into: "") { text, byte in
            text += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
        }
    }
}

// MARK: - Connections

extension FuzzedServer {
    /// Requests are the same however the bytes are cut, and each of them has an answer.
    private mutating func playConnection(_ input: [UInt8]) throws(Surprise) {
        let (whole, refusal) = Self.requests(in: input, by: max(1, input.count))
        let (cut, otherRefusal) = Self.requests(in: input, by: 1)
        guard whole == cut, refusal == otherRefusal else {
            throw Surprise("bytes that come one by one are read as something else")
        }
        // What changes the clock or ends clusters is no matter of HTTP.
        for request in whole where request.target.segments.first != "fake" {
            guard let answer = ask(request), answer.isOwnFault else { continue }
            throw Surprise("a request is answered with \(answer.status): \(answer.text)")
        }
    }

    private static func requests(
        in input: [UInt8], by count: Int
    ) -> ([HTTPRequest], HTTPRefusal?) {
        var parser = RequestParser()
        var requests: [HTTPRequest] = []
        var start = 0
        do throws(HTTPRefusal) {
            while start < input.count {
                let end = min(start + count, input.count)
                parser.append(input[start..<end])
                start = end
                while let request = try parser.next() { requests.append(request) }
            }
            return (requests, nil)
        } catch {
            return (requests, error)
        }
    }
}
