import KubeHTTP1
import KubeJSON
import KubeTestSupport
import Testing

@Suite struct `A restored snapshot` {
    private let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"

    private func snapshot(_ play: inout HostPlay, in prefix: String = "") throws -> String {
        let number = try play.send("GET", prefix + "/fake/snapshot")
        return String(decoding: try #require(play.answer(number)).body, as: UTF8.self)
    }

    private func restore(_ text: String, _ play: inout HostPlay) throws -> JSONValue {
        let number = try play.send("PUT", "/fake/snapshot", text, type: "application/yaml")
        return try JSONParser.parse(try #require(play.answer(number)).body)
    }

    /// A play with a lease, a candidate and an event, an hour after its beginning.
    private func play() throws -> HostPlay {
        var play = try HostPlay(elects: true)
        try play.advance("1h")
        _ = try play.ask("POST", leases, #"{"metadata":{"name":"a","labels":{"x":"yes"}}}"#)
        _ = try play.ask(
            "POST", "/api/v1/namespaces/default/events",
            #"{"metadata":{"name":"e"},"involvedObject":{"namespace":"default"},"message":"\u0085\n:"}"#
        )
        _ = try play.ask(
            "POST", "/apis/coordination.k8s.io/v1beta1/namespaces/default/leasecandidates",
            #"{"metadata":{"name":"c"},"spec":{"leaseName":"app","binaryVersion":"1.0.0","emulationVersion":"1.0.0","strategy":"OldestEmulationVersion","renewTime":"2026-01-01T01:00:00.000000Z"}}"#
        )
        return play
    }

    @Test func `is the same again on another server, to the byte`() throws {
        var original = try play()
        let text = try snapshot(&original)
        var other = try HostPlay(seed: 99, elects: true)
        let answer = try restore(text, &other)
        let version = try #require(answer["resourceVersion"]?.string)
        #expect(text.contains("\nresourceVersion: \"\(version)\"\nseed: 7\n"))
        #expect(try snapshot(&other) == text)
    }

    @Test func `can be given as JSON too`() throws {
        var original = try play()
        let text = try snapshot(&original)
        let number = try original.send("GET", "/fake/snapshot", accept: "application/json")
        let json = String(decoding: try #require(original.answer(number)).body, as: UTF8.self)
        var other = try HostPlay(elects: true)
        _ = try restore(json, &other)
        #expect(try snapshot(&other) == text)
    }

    @Test func `takes the place of everything, and makes clients list again`() throws {
        var play = try play()
        let text = try snapshot(&play)
        let watch = try play.send("GET", leases + "?watch=1")
        _ = try play.ask("DELETE", leases + "/a")
        let late = try play.ask("POST", leases, #"{"metadata":{"name":"late"}}"#)
        try play.advance("1m")
        let version = try #require(late[path: "metadata", "resourceVersion"]?.string)

        let answer = try restore(text, &play)

        #expect(try play.ask("GET", leases + "/late")["code"] == 404)
        #expect(try play.ask("GET", leases + "/a")[path: "metadata", "labels", "x"] == "yes")
        #expect(try play.ask("GET", "/fake/clock")["now"] == "2026-01-01T01:00:00.000000Z")
        #expect(!play.isOpen(watch))
        #expect(try play.events(watch).last?[path: "object", "code"] == 410)
        let older = try play.send("GET", "\(leases)?watch=1&resourceVersion=\(version)")
        #expect(try play.events(older).last?[path: "object", "code"] == 410)
        let now = try #require(answer["resourceVersion"]?.string.flatMap { UInt64($0) })
        #expect(now > (UInt64(version) ?? .max))
    }

    @Test func `makes up no uid a second time`() throws {
        var play = try play()
        let text = try snapshot(&play)
        var uids: Set<String> = []
        for _ in 0..<3 {
            let made = try play.ask("POST", leases, #"{"metadata":{"name":"x"}}"#)
            uids.insert(try #require(made[path: "metadata", "uid"]?.string))
            _ = try restore(text, &play)
        }
        #expect(uids.count == 3)
    }

    @Test func `goes on with the elections`() throws {
        var original = try play()
        let text = try snapshot(&original)
        var other = try HostPlay(elects: true)
        _ = try restore(text, &other)
        let own = "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases"
        let before = try original.ask("GET", own)["items"]?.array?.first?["spec"]
        try other.advance("10s")
        let after = try other.ask("GET", own)["items"]?.array?.first?["spec"]
        #expect(after?["holderIdentity"] == before?["holderIdentity"])
        #expect(after?["leaseTransitions"] == before?["leaseTransitions"])
        #expect(after?["renewTime"] != before?["renewTime"])
    }

    @Test func `may lack what a person does not know`() throws {
        var play = try HostPlay()
        _ = try restore(
            """
            apiVersion: coordination.k8s.io/v1
            kind: Lease
            metadata: {name: mine}
            spec: {holderIdentity: me}
            ---
            apiVersion: coordination.k8s.io/v1
            kind: Lease
            metadata:
              name: old
              namespace: default
              resourceVersion: "41"
            ---
            apiVersion: coordination.k8s.io/v1
            kind: Lease
            metadata:
              name: known
              uid: 4ef0ad8f-5d9e-4a2c-8a5e-0b0d8d0f3f11
            """, &play)
        let items = try #require(try play.ask("GET", leases)["items"]?.array)
        #expect(items.compactMap { $0[path: "metadata", "name"] } == ["known", "mine", "old"])
        #expect(items.allSatisfy { $0[path: "metadata", "uid"]?.string?.isEmpty == false })
        #expect(
            items[0][path: "metadata", "uid"] == "4ef0ad8f-5d9e-4a2c-8a5e-0b0d8d0f3f11")
        #expect(items[2][path: "metadata", "resourceVersion"] == "41")
        let versions = items.compactMap {
            $0[path: "metadata", "resourceVersion"]?.string.flatMap { UInt64($0) }
        }
        #expect(versions[0] > 41 && versions[1] > 41)
        #expect(items[1][path: "metadata", "managedFields"] != nil)
        #expect(try play.ask("GET", "/api/v1/namespaces")["items"]?.array?.count == 4)
    }

    @Test(arguments: [
        (
            "spec:\n  leaseDurationSeconds: -1", 422,
            #"document 2, line 8: Lease.coordination.k8s.io "x" is invalid: "#
                + "spec.leaseDurationSeconds: Invalid value: -1: must be greater than 0"
        ),
        (
            "spec:\n  colour: red", 400,
            #"document 2, line 4: Lease in version "v1" cannot be handled as a Lease: "#
                + #"strict decoding error: unknown field "spec.colour""#
        ),
        (
            "spec: [", 400,
            "line 8: error converting YAML to JSON: yaml: line 7: did not find expected node content"
        ),
        (
            "---\napiVersion: v1\nkind: Gadget", 400,
            #"document 3, line 8: no matches for kind "Gadget" in version "v1""#
        ),
        (
            "---\napiVersion: v1\nkind: Pod\nmetadata: {name: p, uid: a, resourceVersion: '3'}",
            405,
            "document 3, line 8: the server does not allow this method on the requested resource: "
                + "fake-apiserver is for tests of leader election; it stores events, "
                + "leasecandidates, leases and namespaces, and all other kinds are empty; for pods "
                + "use a real kube-apiserver, such as that of envtest or kind"
        ),
        (
            "---\napiVersion: v1\nkind: Namespace\n"
                + "metadata: {name: n, resourceVersion: '4611686018427387905'}",
            400,
            "document 3, line 8: the resource version 4611686018427387905 must be at most "
                + "4611686018427387904"
        ),
        (
            "---\nkind: Lease", 400,
            #"document 3, line 8: Object 'apiVersion' is missing in '{"kind":"Lease"}'"#
        ),
        (
            "---\napiVersion: coordination.k8s.io/v1\nkind: Lease\n"
                + "metadata: {name: z, namespace: none}",
            404, #"document 3, line 8: namespaces "none" not found"#
        ),
        (
            "---\napiVersion: coordination.k8s.io/v1\nkind: Lease\nmetadata: {name: x, uid: a}",
            409, #"document 3, line 8: leases.coordination.k8s.io "x" already exists"#
        ),
        (
            "---\napiVersion: fake-apiserver/v1\nkind: Cluster", 400,
            "document 3, line 8: there is a Cluster already"
        ),
    ])
    func `is refused as a whole, with the place of what is wrong`(
        rest: String, code: Int, message: String
    ) throws {
        try refuses(
            """
            apiVersion: fake-apiserver/v1
            kind: Cluster
            ---
            apiVersion: coordination.k8s.io/v1
            kind: Lease
            metadata: {name: x, uid: b}
            \(rest)
            """, code, message)
    }

    @Test(arguments: [
        (
            "clok: 1",
            #"unknown field "clok": a Cluster takes the fields kind, apiVersion, resourceVersion, "#
                + "seed, time, clock, faults, partitions"
        ),
        (
            "clock: {mode: fast}",
            "the mode of a clock is manual or real, and a real one may have a rate from 0.001 to 1000"
        ),
        (
            "clock: {mode: manual, nau: 1}",
            #"unknown field "nau": a clock takes the fields mode, rate, now"#
        ),
        ("clock: 1", "a clock must be an object, not a number"),
        (
            "seed: -1",
            #"the field "seed" must be a whole number from 0 to 18446744073709551615, not -1"#
        ),
        (
            "resourceVersion: 41",
            #"the field "resourceVersion" must be a resource version such as "41", not 41"#
        ),
    ])
    func `is refused when it makes no sense of the cluster`(line: String, problem: String) throws {
        try refuses(
            "apiVersion: fake-apiserver/v1\nkind: Cluster\n\(line)\n", 400,
            "document 1, line 1: " + problem)
    }

    @Test func `may lack all that only a server knows`() throws {
        var original = try play()
        let text = try snapshot(&original).split(separator: "\n").filter { line in
            !["  uid:", "  resourceVersion:", "  creationTimestamp:"].contains {
                line.hasPrefix($0)
            }
        }.joined(separator: "\n")
        var play = try HostPlay(elects: true)
        let answer = try restore(text, &play)
        #expect(answer["code"] == nil, "\(answer)")
        let namespaces = try #require(
            try play.ask("GET", "/api/v1/namespaces")["items"]?.array)
        #expect(namespaces.count == 4)
        #expect(
            Set(namespaces.compactMap { $0[path: "metadata", "uid"]?.string }).count == 4)
        #expect(try play.ask("GET", leases + "/a")[path: "metadata", "labels", "x"] == "yes")
    }

    @Test(arguments: ["", "# nothing\n---\n"])
    func `is refused when there is nothing in it`(text: String) throws {
        try refuses(
            text, 400,
            "there is no document to restore: say a snapshot, as GET /fake/snapshot tells it")
    }

    @Test func `may have the greatest seed and a namespace of its own`() throws {
        var play = try HostPlay()
        _ = try restore(
            """
            apiVersion: fake-apiserver/v1
            kind: Cluster
            seed: 18446744073709551615
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: mine}
            ---
            apiVersion: coordination.k8s.io/v1
            kind: Lease
            metadata: {name: a, namespace: mine}
            """, &play)
        #expect(try snapshot(&play).contains("\nseed: 18446744073709551615\n"))
        let path = leases.replacing("/default/", with: "/mine/")
        #expect(try play.ask("GET", path)["items"]?.array?.count == 1)
    }

    private func refuses(_ text: String, _ code: Int, _ message: String) throws {
        var play = try HostPlay()
        _ = try play.ask("POST", leases, #"{"metadata":{"name":"mine"}}"#)
        let before = try snapshot(&play)
        let answer = try restore(text, &play)
        #expect(answer["code"] == .integer(Int64(code)))
        #expect(answer["message"] == .string(message))
        #expect(try snapshot(&play) == before)
    }
}
