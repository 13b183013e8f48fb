import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

/// Rules that come, act and go at random, in a snapshot.
@Suite struct `A snapshot of a server with random rules` {
    @Test(arguments: UInt64(1)...12)
    func `is the same again on another server, to the byte`(seed: UInt64) throws {
        var random = Random(seed: seed)
        let play = try Self.newPlay(seed)
        // Newer than the other one, which would otherwise go on from its own version.
        for number in 0..<9 {
            try play.ask("POST", "/api/v1/namespaces", #"{"metadata":{"name":"n\#(number)"}}"#)
        }
        try Self.act(on: play, &random)
        let text = try Self.snapshot(of: play)

        let other = try Self.newPlay(seed + 100)
        var rules = RandomRules()
        for _ in 0..<9 {
            let change = rules.change(for: ["c0"], &random)
            try other.ask(change.method, change.path, change.body)
        }
        let answer = try other.ask(
            "PUT", "/fake/snapshot", text, fields: ["Content-Type": "application/yaml"])

        #expect(answer.status == 200, "\(String(decoding: answer.body, as: UTF8.self))")
        let again = try Self.snapshot(of: other)
        #expect(again == text, "\(Self.difference(again, text))")
    }

    private static func newPlay(_ seed: UInt64) throws -> HandlerPlay {
        try HandlerPlay(seed: seed) {
            $0.clock = .manual(startingAt: .epoch)
        }
    }

    private static func snapshot(of play: HandlerPlay) throws -> String {
        String(decoding: try play.ask("GET", "/fake/snapshot").body, as: UTF8.self)
    }

    /// The first lines in which two texts differ.
    private static func difference(_ first: String, _ second: String) -> String {
        let lines = zip(first.split(separator: "\n"), second.split(separator: "\n"))
        return lines.first { $0 != $1 }.map { "\($0) instead of \($1)" } ?? "one is longer"
    }

    /// Changes what goes wrong, with requests of those whom it concerns between.
    private static func act(on play: HandlerPlay, _ random: inout Random) throws {
        var rules = RandomRules()
        let clients = ["c0", "c1"]
        for number in 0..<30 {
            let change = rules.change(for: clients, &random)
            try play.ask(change.method, change.path, change.body)
            for client in clients {
                let leases =
                    "/as/\(client)/apis/coordination.k8s.io/v1/namespaces/kube-system/leases"
                let lease =
                    #"{"metadata":{"name":"widget"},"spec":{"holderIdentity":"\#(client)"}}"#
                _ = try play.send("POST", leases, lease)
                _ = try play.send("PUT", "\(leases)/widget", lease)
                _ = try play.send("GET", "\(leases)/widget")
            }
            if number.isMultiple(of: 7) {
                try play.ask("POST", "/fake/clock", #"{"advance":"2s"}"#)
            }
        }
    }
}
