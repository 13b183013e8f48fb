import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeTime

/// Clients that write leases while things go wrong by rules that come and go, all as one function of a
/// seed; and a model that explains what has happened by what the journal and the rules say.
struct FaultSimulation {
    private let play: HandlerPlay
    private var random: Random
    /// The requests whose answers may not be final.
    private var open: [Int] = []
    private var ruleCount = 0
    private var writeCount = 0
    /// What has been done, in order; to be read.
    private(set) var timeline: [String] = []

    init(seed: UInt64) throws {
        random = Random(seed: seed)
        play = try HandlerPlay(seed: seed)
    }

    /// Plays so many steps, and then lets everything end.
    mutating func run(steps: Int) throws {
        for _ in 0..<steps { try step() }
        try control("DELETE", "/fake/faults")
        for client in ["a", "b"] { try control("DELETE", "/fake/partitions/\(client)") }
        try control("POST", "/fake/held", #"{"release":"all"}"#)
        play.wait(.seconds(60))
        // What stops in the middle for good is not final before its client leaves.
        for number in open where play.isOpen(number) { play.leave(number) }
    }

    private mutating func step() throws {
        switch Int.random(in: 0..<100, using: &random) {
        case ..<60: try ask()
        case ..<74: try control("POST", "/fake/faults", rule())
        case ..<78: try control("DELETE", "/fake/faults?tag=\(pick(["x", "y"]))")
        case ..<84: try control("POST", "/fake/held", pick(Self.releases))
        case ..<88: leave()
        case ..<91:
            try control(
                "POST", "/fake/partitions",
                #"{"client":"\#(pick(["a", "b"]))","direction":"\#(pick(["both", "toServer", "toClient"]))"}"#
            )
        case ..<94: try control("DELETE", "/fake/partitions/\(pick(["a", "b"]))")
        default:
            let pause = Duration.milliseconds(Int.random(in: 1...3000, using: &random))
            timeline.append("\(pause) pass")
            play.wait(pause)
        }
    }

    private static let releases = [
        #"{"release":"all"}"#, #"{"release":"oldest"}"#, #"{"release":{"client":"a"}}"#,
    ]

    private mutating func pick(_ choices: [String]) -> String {
        choices[Int.random(in: choices.indices, using: &random)]
    }

    @discardableResult
    private mutating func control(
        _ method: String, _ path: String, _ body: String = ""
    ) throws -> JSONValue {
        timeline.append("\(method) \(path) \(body)")
        return try play.control(method, path, body)
    }
}

// MARK: - What clients and rules do

extension FaultSimulation {
    private mutating func ask() throws {
        let (client, name) = (pick(["a", "b"]), pick(["one", "two", "three"]))
        writeCount += 1
        let leases = "/as/\(client)\(APIClient.leases)"
        let holder = "h\(writeCount)"
        let number: Int
        switch Int.random(in: 0..<10, using: &random) {
        case ..<3:
            let body = #"{"metadata":{"name":"\#(name)"},"spec":{"holderIdentity":"\#(holder)"}}"#
            number = try send("POST", leases, body)
        case ..<7:
            number = try send(
                "PATCH", "\(leases)/\(name)", #"{"spec":{"holderIdentity":"\#(holder)"}}"#)
        case ..<8: number = try send("DELETE", "\(leases)/\(name)")
        default: number = try send("GET", "\(leases)/\(name)")
        }
        if play.isOpen(number) { open.append(number) }
    }

    private mutating func send(_ method: String, _ path: String, _ body: String = "") throws -> Int
    {
        timeline.append("\(method) \(path) \(body)")
        let type = method == "PATCH" ? "application/merge-patch+json" : "application/json"
        return try play.send(
            method, path, body, fields: ["Content-Type": type],
            nth: UInt64.random(in: 1...2, using: &random))
    }

    private mutating func leave() {
        open.removeAll { !play.isOpen($0) }
        guard let index = open.indices.randomElement(using: &random) else { return }
        timeline.append("request \(open[index]) leaves")
        play.leave(open.remove(at: index))
    }

    private mutating func rule() -> String {
        ruleCount += 1
        let phase = pick(["received", "beforeCommit", "afterCommit", "answering"])
        var actions = Self.actions
        if phase == "received" { actions += [#"{"refuse":true}"#, #"{"stale":{"by":1}}"#] }
        if phase == "answering" { actions += Self.deliveries }
        let match = pick([
            #"{"verb":"write"}"#, #"{"client":"a","verb":"write"}"#,
            #"{"verb":["patch","create"]}"#,
            #"{"name":"one","verb":["patch","delete"]}"#,
        ])
        var more = pick([
            #","times":1"#, #","times":2,"skip":1"#, #","probability":0.4"#,
            #","until":{"after":"2s"}"#, "",
        ])
        let action = pick(actions)
        if more.isEmpty, action.hasPrefix(#"{"h"#) {
            more = #","timeout":"1s""#
        }
        return
            #"{"name":"r\#(ruleCount)","tag":"\#(pick(["x", "y"]))","match":\#(match),"at":"\#(phase)","do":\#(action)\#(more)}"#
    }

    private static let actions = [
        #"{"reset":true}"#, #"{"close":true}"#, #"{"hang":true}"#, #"{"hold":true}"#,
        #"{"delay":"300ms"}"#, #"{"delay":{"from":"1ms","to":"2s"}}"#, #"{"error":"etcdTimeout"}"#,
        #"{"status":503}"#, #"["pass",{"reset":true}]"#, #"{"hold":true}"#,
    ]

    private static let deliveries = [
        #"{"truncate":10,"then":"reset"}"#, #"{"truncate":5,"then":"hang"}"#,
        #"{"slow":{"bytesPerSecond":500}}"#, #"{"garbage":true}"#,
    ]
}

// MARK: - The model

extension FaultSimulation {
    /// Throws what the journal and the rules do not explain.
    func judge() throws {
        let requests = try play.requests("?verb=write")
        for request in requests { try judge(request) }
        try judgeStore(requests)
    }

    /// What becomes of a request follows from whether it has happened.
    private func judge(_ request: JSONValue) throws {
        let hasHappened = request["committed"] != .null
        let outcome = request["outcome"]?.string ?? ""
        let faults = request["faults"]?.array ?? []
        let what = "\(JSONWriter.text(request))"
        switch outcome {
        case "lost":
            guard hasHappened || (request["status"]?.integer ?? 500) < 300 else {
                throw Violation("lost without having happened: \(what)")
            }
        case "reset", "closed", "refused", "hung", "held", "truncated":
            guard !hasHappened else { throw Violation("\(outcome) and happened: \(what)") }
        case "answered", "clientGone": break
        default: throw Violation("an unknown outcome: \(what)")
        }
        guard outcome == "answered" || outcome == "clientGone" || !faults.isEmpty else {
            throw Violation("nothing explains it: \(what)")
        }
        let status = request["status"]?.integer ?? 0
        guard hasHappened || !(200..<300).contains(status) || outcome != "answered" else {
            throw Violation("a success without a change: \(what)")
        }
        guard status != 500 && status != 503 || !faults.isEmpty else {
            throw Violation("an error that no rule explains: \(what)")
        }
    }

    /// What the store holds is what the writes have left that have happened, and nothing else.
    private func judgeStore(_ requests: [JSONValue]) throws {
        var versions: Set<UInt64> = []
        var last: [String: (version: UInt64, holder: String?)] = [:]
        for request in requests {
            guard let text = request["committed"]?.string, let version = UInt64(text),
                let name = request["name"]?.string
            else { continue }
            guard versions.insert(version).inserted else {
                throw Violation("two requests have the version \(version)")
            }
            guard version > last[name]?.version ?? 0 else { continue }
            let isDeletion = request["verb"] == "delete"
            last[name] = (
                version, isDeletion ? nil : request[path: "request", "holderIdentity"]?.string
            )
        }
        for name in ["one", "two", "three"] {
            let holder = try play.holder(name)
            guard holder == last[name]?.holder else {
                throw Violation(
                    "\(name) is held by \(holder ?? "nobody"), not by "
                        + (last[name]?.holder ?? "nobody"))
            }
        }
    }
}
