import KubeJSON
import KubeTestSupport
import KubeTime
import LeaderElection
import Testing

/// Everything that can go wrong, at once and in an order that follows from a seed.
@Suite struct `Electors to which anything may happen` {
    @Test(arguments: 1...100 as ClosedRange<UInt64>)
    func `never work at the same time, and always work again`(seed: UInt64) throws {
        var random = Random(seed: seed)
        let trouble = try Trouble(&random, seed: seed)

        try trouble.play(for: .seconds(60), &random)

        #expect(trouble.world.clashes.isEmpty, "seed \(seed): \(trouble.story)")
        try trouble.end()
        let world = trouble.world
        let limit = trouble.longestWait
        try world.run(until: "one works: seed \(seed): \(trouble.story)", atMost: limit) {
            world.workers.count == 1
        }
        #expect(world.clashes.isEmpty, "seed \(seed): \(trouble.story)")
        for program in world.programs { #expect(program.error == nil) }
    }
}

/// A world in which things go wrong.
private final class Trouble {
    let world: World
    private(set) var story: [String] = []
    private let settings: (lease: Int, deadline: Int, retry: Int)
    private var lives = 0

    init(_ random: inout Random, seed: UInt64) throws {
        let all = [(15, 10, 2), (8, 4, 1), (6, 5, 1), (4, 3, 1), (10, 9, 4)]
        settings = all.randomElement(using: &random) ?? (15, 10, 2)
        world = try World(seed: seed)
        world.latency = 1...([5, 200, 900].randomElement(using: &random) ?? 5)
        world.loss = [0, 0.02, 0.15].randomElement(using: &random) ?? 0
        for _ in 0..<Int.random(in: 2...4, using: &random) { try start(&random) }
        story.append("\(settings), latency \(world.latency) ms, loss \(world.loss)")
    }

    /// How long it can take until somebody works again when all is well.
    ///
    /// Everybody sees the last change of the lease within a pause between tries, waits for as long as it
    /// lasts, and one of them takes it.
    var longestWait: Duration { .seconds(2 * settings.lease + 6 * settings.retry + 10) }

    private func start(_ random: inout Random) throws {
        lives += 1
        let name = "p\(lives)"
        let windDown = Duration.milliseconds(
            Int.random(in: 0...(settings.lease * 100), using: &random))
        let skew = Duration.seconds(Int.random(in: -100...100, using: &random))
        let releases = Bool.random(using: &random)
        try world.start(name) {
            $0.configuration = World.configuration(
                name, settings.lease, settings.deadline, settings.retry)
            $0.configuration.releasesOnStop = releases
            $0.windDown = windDown
            $0.skew = skew
        }
    }

    func play(for duration: Duration, _ random: inout Random) throws {
        let end = world.now + duration
        while world.now < end {
            try world.run(for: .milliseconds(Int.random(in: 1...6000, using: &random)))
            try happen(&random)
        }
    }

    private func happen(_ random: inout Random) throws {
        let active = world.programs.filter { !$0.isKilled && !$0.hasEnded }
        guard let program = active.randomElement(using: &random) else {
            return try start(&random)
        }
        let name = program.name
        switch Int.random(in: 0..<11, using: &random) {
        case 0:
            tell("\(name) is killed")
            program.kill()
            try start(&random)
        case 1:
            tell("\(name) is told to stop")
            program.stop()
            try start(&random)
        case 2:
            tell("\(name) is paused")
            program.pause()
        case 3, 4:
            tell("\(name) goes on")
            program.resume()
        case 5:
            let direction = ["both", "toServer", "toClient"].randomElement(using: &random)
            tell("\(name) is cut off \(direction ?? "")")
            try world.separate(name, direction ?? "both")
        case 6, 7:
            tell("\(name) is healed")
            try world.heal(name)
        case 8: try addRule(to: name, &random)
        case 9:
            tell("rules end, and what is held goes on")
            try world.ask("DELETE", "/fake/faults")
            try world.ask("POST", "/fake/held")
        default:
            tell("the lease is labelled")
            try world.patch(#"{"metadata":{"labels":{"n":"\#(world.now)"}}}"#)
        }
    }

    private func addRule(to name: String, _ random: inout Random) throws {
        let phase = ["received", "beforeCommit", "afterCommit"].randomElement(using: &random)
        let delay = Int.random(in: 1...(settings.lease * 1000), using: &random)
        let actions = [
            #"{"hold":true}"#, #"{"reset":true}"#, #"{"hang":true}"#,
            #"{"delay":"\#(delay)ms"}"#, #"{"error":"etcdTimeout"}"#,
        ]
        let action = actions.randomElement(using: &random) ?? actions[0]
        let times = Int.random(in: 1...5, using: &random)
        tell("writes of \(name) \(phase ?? ""), \(times) times: \(action)")
        let isError = action.contains("error")
        try world.play.addFault(
            #"{"match":{"client":"\#(name)","verb":"write"},"times":\#(times),"#
                + #""at":"\#(isError ? "received" : phase ?? "received")","do":\#(action)}"#)
    }

    /// Lets everything be well again.
    func end() throws {
        tell("all is well")
        try world.ask("DELETE", "/fake/faults")
        try world.ask("POST", "/fake/held")
        try world.ask("DELETE", "/fake/partitions")
        (world.latency, world.loss) = (1...5, 0)
        for program in world.programs { program.resume() }
        var random = Random(seed: 1)
        try start(&random)
    }

    private func tell(_ text: String) { story.append("\(world.now): \(text)") }
}
