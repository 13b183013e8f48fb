import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

/// Clusters whose clocks are advanced by minutes, in slices.
@Suite struct `Clusters that do something that takes long` {
    private static let names = (0..<4).map { "c\($0)" }
    private static let start = "2026-01-01T00:00:00Z"

    private var play: HostPlay

    init() throws {
        play = try HostPlay(elects: true)
        for name in Self.names {
            _ = try play.ask(
                "POST", "/fake/clusters", #"{"name":"\#(name)","clock":"manual=\#(Self.start)"}"#)
        }
        for name in Self.names {
            _ = try play.post("POST", "/clusters/\(name)/fake/clock", #"{"advance":"10m"}"#)
        }
    }

    @Test mutating func `do none of it while requests are answered`() throws {
        let before = try shownTimes()
        for _ in 0..<5 {
            let due = play.follow()
            #expect(due == play.host.now)
        }
        #expect(try shownTimes() == before)
    }

    @Test mutating func `take turns`() throws {
        var times = try shownTimes()
        var moved: [Int] = []
        for _ in 0..<12 {
            play.workOnce()
            let later = try shownTimes()
            let changed = times.indices.filter { times[$0] != later[$0] }
            #expect(changed.count <= 1)
            moved += changed
            times = later
        }
        for index in times.indices { #expect((2...3).contains(moved.count { $0 == index })) }
        #expect(Set(moved.suffix(4)).count == 4)
    }

    @Test mutating func `come to their end`() throws {
        play.turn()
        #expect(try shownTimes() == Self.names.map { _ in "2026-01-01T00:10:00.000000Z" })
    }

    /// What the clocks show, without anything being done.
    private mutating func shownTimes() throws -> [String] {
        try Self.names.map { name in
            let number = try play.post("GET", "/clusters/\(name)/fake/clock")
            let answer = try #require(play.answer(number))
            return try #require(try JSONParser.parse(answer.body)["now"]?.string)
        }
    }
}
