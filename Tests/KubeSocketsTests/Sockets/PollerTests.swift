import Foundation
import Testing

@testable import KubeSockets

@Suite struct `Polling` {
    @Test func `sees readiness by the system's own poller`() throws {
        var poller = try SystemPoller()
        try check(&poller)
    }

    @Test func `sees readiness by poll`() throws {
        var poller = PollPoller()
        try check(&poller)
    }

    private func check(_ poller: inout some Poller) throws {
        var pair: [Int32] = [-1, -1]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0)
        let (left, right) = (Descriptor(pair[0]), Descriptor(pair[1]))
        var ready: [(descriptor: Int32, readiness: Readiness)] = []

        poller.add(left.number, for: .readable)
        poller.add(right.number, for: [])
        poller.wait(milliseconds: 0, into: &ready)
        #expect(ready.isEmpty)

        #expect(send(right.number, "x", 1, sendFlags) == 1)
        poller.wait(milliseconds: nil, into: &ready)
        #expect(ready.map(\.descriptor) == [left.number])
        #expect(ready.map(\.readiness) == [.readable])

        poller.update(left.number, from: .readable, to: .writable)
        poller.wait(milliseconds: nil, into: &ready)
        #expect(ready.map(\.readiness) == [.writable])

        poller.update(left.number, from: .writable, to: [])
        poller.wait(milliseconds: 0, into: &ready)
        #expect(ready.isEmpty)

        poller.remove(left.number, from: [])
        poller.update(right.number, from: [], to: .writable)
        poller.wait(milliseconds: nil, into: &ready)
        #expect(ready.map(\.descriptor) == [right.number])
        poller.remove(right.number, from: .writable)
        poller.wait(milliseconds: 0, into: &ready)
        #expect(ready.isEmpty)
    }
}
