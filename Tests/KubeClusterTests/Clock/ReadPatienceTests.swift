import KubeHTTP1
import KubeTestSupport
import Testing

@Suite struct `A read that waits for a version to come` {
    private static let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"

    /// Asks for a version that is far away, under a manual clock.
    private func ask(
        _ play: inout HostPlay, timeout: String = ""
    ) throws -> Int {
        let number = try play.send("GET", "\(Self.leases)?resourceVersion=1000\(timeout)")
        #expect(play.answer(number) == nil)
        return number
    }

    @Test(arguments: [false, true])
    func `gives up by the machine's clock where the cluster's does not move`(isRuled: Bool) throws {
        var play = try HostPlay()
        if isRuled {
            _ = try play.ask(
                "POST", "/fake/faults",
                #"{"match":{"verb":"list"},"at":"answering","do":{"delay":"0s"}}"#)
        }
        let number = try ask(&play)

        play.wait(.milliseconds(2999))
        #expect(play.answer(number) == nil)
        play.wait(.milliseconds(1))
        #expect(play.answer(number)?.status == 504)
    }

    @Test func `gives up when the cluster's clock comes to that`() throws {
        var play = try HostPlay()
        let number = try ask(&play)

        _ = try play.advance("2999ms")
        #expect(play.answer(number) == nil)
        _ = try play.advance("1ms")
        #expect(play.answer(number)?.status == 504)
    }

    @Test func `waits no longer than its client`() throws {
        var play = try HostPlay()
        let number = try ask(&play, timeout: "&timeout=1s")

        play.wait(.seconds(1))
        #expect(play.answer(number)?.status == 504)
    }

    @Test func `is answered when the version is there`() throws {
        var play = try HostPlay()
        let number = try play.send("GET", "\(Self.leases)?resourceVersion=8")
        while play.answer(number) == nil {
            _ = try play.ask("POST", Self.leases, #"{"metadata":{"generateName":"a"}}"#)
        }
        #expect(play.answer(number)?.status == 200)
    }

    @Test func `leaves nothing to do when its client leaves`() throws {
        var play = try HostPlay()
        let number = try ask(&play)

        play.leave(number)
        play.wait(.seconds(10))
        #expect(play.answer(number) == nil)
    }
}
