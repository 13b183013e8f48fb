import FakeAPIServerKit
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import Testing

@Suite struct `A snapshot` {
    private let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"
    private let lease = #"{"metadata":{"name":"a"},"spec":{"holderIdentity":"me"}}"#

    private func text(_ play: inout HostPlay, accept: String? = nil) throws -> String {
        let number = try play.send("GET", "/fake/snapshot", accept: accept)
        return String(decoding: try #require(play.answer(number)).body, as: UTF8.self)
    }

    @Test func `is a text that a person can edit`() throws {
        var play = try HostPlay()
        let made = try play.ask("POST", leases, lease)
        let uid = try #require(made[path: "metadata", "uid"]?.string)
        let text = try text(&play)
        #expect(
            text.hasPrefix(
                """
                kind: Cluster
                apiVersion: fake-apiserver/v1
                resourceVersion: "6"
                seed: 7
                time: "2026-01-01T00:00:00.000000Z"
                clock:
                  mode: manual
                  now: "2026-01-01T00:00:00.000000Z"
                faults: []
                partitions: []
                ---
                apiVersion: v1
                kind: Namespace
                metadata:
                  name: default

                """))
        #expect(
            text.hasSuffix(
                """
                ---
                apiVersion: coordination.k8s.io/v1
                kind: Lease
                metadata:
                  name: a
                  namespace: default
                  uid: "\(uid)"
                  resourceVersion: "6"
                  creationTimestamp: "2026-01-01T00:00:00Z"
                  managedFields:
                  - manager: unknown
                    operation: Update
                    apiVersion: coordination.k8s.io/v1
                    time: "2026-01-01T00:00:00Z"
                    fieldsType: FieldsV1
                    fieldsV1: {"f:spec":{"f:holderIdentity":{}}}
                spec:
                  holderIdentity: me

                """.replacing(
                    "uid: \"\(uid)\"",
                    with: uid.first?.isLetter == true ? "uid: \(uid)" : "uid: \"\(uid)\"")))
    }

    @Test func `is a list for who would rather read JSON`() throws {
        var play = try HostPlay()
        let made = try play.ask("POST", leases, lease)
        let number = try play.send("GET", "/fake/snapshot", accept: "application/json")
        let answer = try #require(play.answer(number))
        #expect(answer.fields["Content-Type"] == "application/json")
        let list = try JSONParser.parse(answer.body)
        #expect(list["kind"] == "List")
        let items = try #require(list["items"]?.array)
        #expect(items.count == 6)
        #expect(items.first?["kind"] == "Cluster")
        #expect(items.first?["seed"] == 7)
        #expect(items.last == made)
        let yaml = try play.send("GET", "/fake/snapshot")
        #expect(play.answer(yaml)?.fields["Content-Type"] == "application/yaml")
    }

    @Test func `tells a clock of its own only where there is one`() throws {
        var play = try HostPlay { $0.clock = .real() }
        #expect(try text(&play).contains("\nclock:\n  mode: real\nfaults: []\n"))
        _ = try play.ask("POST", "/fake/clock", #"{"mode":"real","rate":50}"#)
        #expect(
            try text(&play).contains(
                "\nclock:\n  mode: real\n  rate: 50\n  now: \"2027-01-15T08:00:00.000000Z\"\nfaults: []\n"
            ))
    }
}
