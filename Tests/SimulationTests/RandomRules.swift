import KubeTime

/// Rules that come and go at random, for clients of an election.
struct RandomRules {
    private var count = 0

    /// What the rules do, by their names.
    private(set) var actions: [String: String] = [:]

    /// A request to the control API that changes what goes wrong, for these clients.
    mutating func change(
        for clients: [String], _ random: inout Random
    ) -> (method: String, path: String, body: String) {
        let client = clients.randomElement(using: &random) ?? "c0"
        return switch Int.random(in: 0..<20, using: &random) {
        case ..<10: ("POST", "/fake/faults", rule(for: client, &random))
        case ..<12: ("DELETE", "/fake/faults?tag=\(Self.pick(["x", "y"], &random))", "")
        case ..<15: ("POST", "/fake/held", Self.pick(Self.releases, &random))
        case 15:
            (
                "POST", "/fake/partitions",
                #"{"client":"\#(client)","direction":"\#(Self.pick(Self.directions, &random))"}"#
            )
        case ..<18: ("DELETE", "/fake/partitions/\(client)", "")
        case 18: ("DELETE", "/fake/watches", "")
        default: ("POST", "/fake/reset", #"{"only":["faults"]}"#)
        }
    }

    /// What there is to say of a rule when something is to be explained by `part` of its action.
    func explain(_ part: String, by names: [String]) -> Bool {
        names.contains { actions[$0]?.contains(part) == true }
    }

    private mutating func rule(for client: String, _ random: inout Random) -> String {
        count += 1
        let name = "r\(count)"
        let phase = Self.pick(Array(Self.phases.keys.sorted()), &random)
        let action = Self.pick(Self.phases[phase] ?? [], &random)
        actions[name] = action
        let match = Self.pick(Self.matches(client, phase), &random)
        var more = Self.pick(Self.limits, &random)
        if action.hasPrefix(#"{"h"#) { more += #","timeout":"4s""# }
        return #"{"name":"\#(name)","tag":"\#(Self.pick(["x", "y"], &random))","at":"\#(phase)","#
            + #""match":\#(match),"do":\#(action)\#(more)}"#
    }

    /// Never everybody, since those who judge are clients as well.
    private static func matches(_ client: String, _ phase: String) -> [String] {
        if phase == "watching" { return [#"{"client":["c*","w*"],"verb":"watch"}"#] }
        return [
            #"{"client":"\#(client)","verb":"write"}"#, #"{"client":"c*","verb":"write"}"#,
            #"{"client":["c*","w*"],"resource":"leases","verb":["update","get","watch"]}"#,
            #"{"client":"c*","holder":"\#(client)","name":"widget","verb":"update"}"#,
        ] + (phase.hasSuffix("Commit") ? [] : [#"{"client":"\#(client)"}"#])
    }

    private static let limits = [
        #","times":1"#, #","times":3,"skip":1"#, #","probability":0.3"#,
        #","until":{"after":"3s"}"#, #","given":{"lease":"kube-system/widget","holder":"c0"}"#,
        #","given":{"requests":{"client":"c*"},"count":{"atLeast":20}},"times":2"#,
        #","until":{"lease":"kube-system/widget","holder":"c1"}"#,
    ]

    private static let anywhere = [
        #"{"reset":true}"#, #"{"close":true}"#, #"{"hang":true}"#, #"{"hold":true}"#,
        #"{"delay":"300ms"}"#, #"{"delay":{"from":"1ms","to":"6s"}}"#,
        #"{"delay":{"median":"500ms","sigma":1}}"#, #"{"error":"etcdTimeout"}"#,
        #"{"error":"tooManyRequests"}"#, #"{"status":503}"#, #"["pass",{"reset":true}]"#,
        #"{"error":"conflict"}"#,
    ]

    private static let phases: [String: [String]] = [
        "received": anywhere + [
            #"{"refuse":true}"#, #"{"stale":{"by":2}}"#, #"{"stale":{"by":5}}"#,
            #"{"expire":true}"#, #"{"answer":{"code":502,"text":"<html>"}}"#,
        ],
        "beforeCommit": anywhere,
        "afterCommit": anywhere,
        "answering": anywhere + [
            #"{"truncate":10,"then":"reset"}"#, #"{"truncate":5,"then":"hang"}"#,
            #"{"slow":{"bytesPerSecond":400}}"#, #"{"garbage":true}"#,
        ],
        "watching": [
            #"{"watch":{"after":1,"then":"stall"}}"#, #"{"watch":{"after":2,"then":"cut"}}"#,
            #"{"watch":{"then":"end"}}"#, #"{"watch":{"after":1,"then":"expired"}}"#,
            #"{"watch":{"then":"reset","drop":"bookmarks"}}"#,
            #"{"watch":{"then":{"error":"etcdNoLeader"}}}"#,
        ],
    ]

    private static let releases = [
        #"{"release":"all"}"#, #"{"release":"oldest"}"#, #"{"release":{"client":"c0"}}"#,
    ]

    private static let directions = ["both", "toServer", "toClient"]

    private static func pick(_ choices: [String], _ random: inout Random) -> String {
        choices[Int.random(in: choices.indices, using: &random)]
    }
}
