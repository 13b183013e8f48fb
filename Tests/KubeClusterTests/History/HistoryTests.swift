import KubeEndpoints
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

@testable import KubeCluster

@Suite struct `History that expires on command` {
    private let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"

    /// A play with the leases a, b and c, and the version after each was created.
    private func play() throws -> (HostPlay, versions: [String]) {
        var play = try HostPlay()
        let versions = try ["a", "b", "c"].map { name in
            let lease = try play.ask("POST", leases, #"{"metadata":{"name":"\#(name)"}}"#)
            return try #require(lease[path: "metadata", "resourceVersion"]?.string)
        }
        return (play, versions)
    }

    @Test func `leaves the objects, and tells from where there is history`() throws {
        var (play, versions) = try play()
        let answer = try play.ask("POST", "/fake/history/expire")
        #expect(answer["oldestResourceVersion"] == .string(versions[2]))
        #expect(try play.ask("GET", leases)["items"]?.array?.count == 3)
    }

    @Test func `gives 410 to watches from older versions`() throws {
        var (play, versions) = try play()
        _ = try play.ask("POST", "/fake/history/expire")
        let watch = try play.send("GET", "\(leases)?watch=1&resourceVersion=\(versions[1])")
        let late = try play.send("GET", "\(leases)?watch=1&resourceVersion=\(versions[2])")
        #expect(!play.isOpen(watch))
        #expect(
            try play.events(watch) == [
                [
                    "type": "ERROR",
                    "object": [
                        "kind": "Status", "apiVersion": "v1", "metadata": [:],
                        "status": "Failure",
                        "message": .string(
                            "too old resource version: \(versions[1]) (\(versions[2]))"),
                        "reason": "Expired", "code": 410,
                    ],
                ]
            ])
        #expect(play.isOpen(late))
    }

    @Test func `gives 410 to lists of an exact older version`() throws {
        var (play, versions) = try play()
        _ = try play.ask("POST", "/fake/history/expire")
        let exact = "\(leases)?resourceVersionMatch=Exact&resourceVersion="
        let status = try play.ask("GET", exact + versions[1])
        #expect(status["code"] == 410)
        #expect(
            status["message"] == "The resourceVersion for the provided list is too old.")
        #expect(try play.ask("GET", exact + versions[2])["items"]?.array?.count == 3)
    }

    @Test func `gives 410 to old continue tokens, with one that goes on`() throws {
        var (play, _) = try play()
        let page = try play.ask("GET", leases + "?limit=1")
        let token = try #require(page[path: "metadata", "continue"]?.string)
        _ = try play.ask("POST", leases, #"{"metadata":{"name":"d"}}"#)
        _ = try play.ask("POST", "/fake/history/expire")

        let status = try play.ask("GET", "\(leases)?limit=5&continue=\(token)")
        let next = try #require(status[path: "metadata", "continue"]?.string)
        let rest = try play.ask("GET", "\(leases)?limit=5&continue=\(next)")

        #expect(status["code"] == 410)
        #expect(status["reason"] == "Expired")
        #expect(
            rest["items"]?.array?.compactMap { $0[path: "metadata", "name"]?.string }
                == ["b", "c", "d"])
    }

    @Test func `can be confined to what was before a version`() throws {
        var (play, versions) = try play()
        let answer = try play.ask(
            "POST", "/fake/history/expire", #"{"before":"\#(versions[1])"}"#)
        #expect(answer["oldestResourceVersion"] == .string(versions[1]))
        let watch = try play.send("GET", "\(leases)?watch=1&resourceVersion=\(versions[1])")
        #expect(try play.events(watch).count == 1)
        let older = try play.send("GET", "\(leases)?watch=1&resourceVersion=\(versions[0])")
        #expect(!play.isOpen(older))
    }

    @Test(arguments: [
        (#"{"before":"1000"}"#, "version 1000 is to come: the cluster is at version 8"),
        (
            #"{"before":41}"#,
            #"the field "before" must be a resource version such as "41", not 41"#
        ),
        (
            #"{"before":"x"}"#,
            #"the field "before" must be a resource version such as "41", not "x""#
        ),
    ])
    func `is asked for strictly`(body: String, message: String) throws {
        var (play, _) = try play()
        let status = try play.ask("POST", "/fake/history/expire", body)
        #expect(status["code"] == 400)
        #expect(status["message"] == .string(message))
    }

    @Test func `does not disturb watches that have read everything`() throws {
        var (play, _) = try play()
        let leaseWatch = try play.send("GET", "\(leases)?watch=1")
        // Nothing that it watches has changed for long: it stands far back.
        let eventWatch = try play.send("GET", "/api/v1/events?watch=1")
        _ = try play.ask("POST", leases, #"{"metadata":{"name":"d"}}"#)
        _ = try play.ask("POST", "/fake/history/expire")
        play.turn()
        play.turn()
        _ = try play.ask("POST", leases, #"{"metadata":{"name":"e"}}"#)
        _ = try play.ask(
            "POST", "/api/v1/namespaces/default/events",
            #"{"metadata":{"name":"e","namespace":"default"},"involvedObject":{"namespace":"default"}}"#
        )
        #expect(play.isOpen(leaseWatch))
        #expect(play.isOpen(eventWatch))
        #expect(try play.events(leaseWatch).count == 5)
        #expect(try play.events(eventWatch).compactMap { $0["type"] } == ["ADDED"])
    }

    @Test func `does not disturb the coordinator, nor what is known of terms`() throws {
        var play = try HostPlay(elects: true)
        _ = try play.advance("3s")
        let own = "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases"
        let before = try play.ask("GET", own)["items"]?.array?.first?["spec"]
        _ = try play.ask("GET", "/fake/terms")
        _ = try play.ask("POST", "/fake/history/expire")
        _ = try play.advance("10s")
        let after = try play.ask("GET", own)["items"]?.array?.first?["spec"]
        #expect(before?["leaseTransitions"] == after?["leaseTransitions"])
        #expect(before?["renewTime"] != after?["renewTime"])
        #expect(try play.ask("GET", "/fake/terms")["terms"]?.array?.count == 1)
    }

    @Test func `ends watches that are behind, once the others have been told`() throws {
        var host = try TestHost()
        func send(_ method: String, _ path: String, _ body: String = "") throws -> ClusterReply.Kind
        {
            host.respond(
                to: try HTTPRequest(
                    method, path, Array(body.utf8),
                    fields: body.isEmpty ? [:] : ["Content-Type": "application/json"])
            ).reply.kind
        }
        guard case .stream(_, .watch(var quick)) = try send("GET", leases + "?watch=1"),
            case .stream(_, .watch(var slow)) = try send("GET", leases + "?watch=1")
        else {
            Issue.record("these are watches")
            return
        }
        var (quickBody, slowBody): ([UInt8], [UInt8]) = ([], [])
        _ = host.produce(&quick, into: &quickBody)
        _ = host.produce(&slow, into: &slowBody)
        _ = try send("POST", leases, #"{"metadata":{"name":"a"}}"#)
        _ = try send("POST", "/fake/history/expire")

        let first = host.clusters.version
        _ = host.clusters.news(in: .default, at: host.now)
        #expect(host.clusters.version != first, "the watches are asked once more")
        #expect(host.produce(&quick, into: &quickBody))
        _ = host.clusters.news(in: .default, at: host.now)

        #expect(!host.produce(&slow, into: &slowBody))
        #expect(String(decoding: slowBody, as: UTF8.self).contains(#""reason":"Expired""#))
        #expect(host.produce(&quick, into: &quickBody))
        #expect(String(decoding: quickBody, as: UTF8.self).contains("ADDED"))
    }
}
