import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

@testable import KubeCluster

@Suite struct `What is loaded` {
    private let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"

    /// A host whose default cluster has loaded `texts`.
    private func host(
        _ texts: [String], configure: (inout ClusterOptions) -> Void = { _ in }
    ) throws -> TestHost {
        var options = ClusterOptions()
        options.clock = .manual(startingAt: .epoch)
        configure(&options)
        var host = try TestHost(options)
        let now = host.now
        let outcome = host.clusters.withCluster(.default) { cluster in
            Result { () throws(StatusError) in
                try cluster.load(
                    texts.enumerated().map { index, text in
                        SnapshotText(Array(text.utf8), name: "\(index + 1).yaml")
                    }, at: now)
            }
        }
        try #require(outcome).get()
        return host
    }

    private func items(_ host: inout TestHost, _ path: String) throws -> [JSONValue] {
        let (response, _) = try host.answer(try HTTPRequest("GET", path))
        return try JSONParser.parse(response.body)["items"]?.array ?? []
    }

    private func failure(_ texts: [String]) -> String? {
        let error = #expect(throws: StatusError.self) { try host(texts) }
        return error?.message
    }

    private func lease(_ name: String, _ rest: String = "") -> String {
        "apiVersion: coordination.k8s.io/v1\nkind: Lease\nmetadata: {name: \(name)}\n\(rest)"
    }

    @Test func `is created as by a client, in order`() throws {
        var host = try host([lease("b") + "---\n" + lease("a"), lease("c")])
        let leases = try items(&host, leases)
        #expect(leases.compactMap { $0[path: "metadata", "name"] } == ["a", "b", "c"])
        #expect(
            leases.compactMap { $0[path: "metadata", "resourceVersion"] } == ["7", "6", "8"])
        #expect(leases.allSatisfy { $0[path: "metadata", "managedFields"] == nil })
        #expect(
            leases.allSatisfy {
                $0[path: "metadata", "creationTimestamp"] == "2026-01-01T00:00:00Z"
            })
    }

    @Test func `may be JSON, also one behind the other, and lists`() throws {
        let document =
            #"{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"X"}}"#
        var host = try host([
            document.replacing("X", with: "a") + "\n" + document.replacing("X", with: "b"),
            #"{"kind":"List","apiVersion":"v1","items":[\#(document.replacing("X", with: "c"))]}"#,
            #"{"kind":"LeaseList","apiVersion":"coordination.k8s.io/v1","items":[\#(document.replacing("X", with: "d"))]}"#,
        ])
        #expect(
            try items(&host, leases).compactMap { $0[path: "metadata", "name"] }
                == ["a", "b", "c", "d"])
    }

    @Test func `needs its namespace, as with kubectl create`() throws {
        let text = lease("a").replacing("name: a", with: "name: a, namespace: lab")
        let namespace = "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: lab}\n---\n"
        let path = leases.replacing("/default/", with: "/lab/")
        #expect(failure([text]) == #"1.yaml:1: namespaces "lab" not found"#)
        var host = try host([namespace + text])
        #expect(try items(&host, path).count == 1)
    }

    @Test func `has its namespace made where requests do`() throws {
        let text = lease("a").replacing("name: a", with: "name: a, namespace: lab")
        var host = try host([text]) { $0.enableAdmissionPlugins = ["NamespaceAutoProvision"] }
        #expect(try items(&host, leases.replacing("/default/", with: "/lab/")).count == 1)
    }

    @Test func `is told with file and line where it is wrong`() {
        #expect(
            failure([
                lease("ok"), "\n# two\n---\n" + lease("x", "spec:\n  leaseDurationSeconds: 0"),
            ])
                == #"2.yaml:8: Lease.coordination.k8s.io "x" is invalid: "#
                + "spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0")
        #expect(
            failure([lease("a") + "---\n" + lease("a")])
                == #"1.yaml:5: leases.coordination.k8s.io "a" already exists"#)
        #expect(
            failure(["a: [\n"])
                == "1.yaml:2: error converting YAML to JSON: yaml: line 1: did not find expected "
                + "node content")
        let list =
            "{\n\"kind\":\"List\",\"apiVersion\":\"v1\",\n\"items\":[\n{},\n{\"kind\":1}]}"
        #expect(
            failure([list])
                == "1.yaml:4: Object 'Kind' is missing in '{}'")
    }

    @Test func `is restored where it is a snapshot`() throws {
        var original = try host([lease("a", "spec: {holderIdentity: me}")])
        let now = original.now
        let snapshot = original.clusters.withCluster(.default) { $0.snapshot(at: now).yaml }
        let text = String(decoding: try #require(snapshot), as: UTF8.self)
        var other = try host([text, lease("b")]) { $0.clock = .real() }
        let again = other.clusters.withCluster(.default) { cluster in
            (cluster.seed, cluster.clock.now(at: now))
        }
        #expect(try items(&other, leases).first == (try items(&original, leases)).first)
        #expect(try items(&other, leases).count == 2)
        #expect(try #require(again) == (1, .epoch))
    }
}
