import Testing

@testable import KubeCluster

@Suite struct `The numbers of watches` {
    @Test func `are in order, in whatever order they came`() {
        var numbers = WatchNumbers()

        for number in [4, 0, 7, 2, 9, 1] { numbers.insert(number) }

        #expect(numbers.numbers == [0, 1, 2, 4, 7, 9])
    }

    @Test func `are there once each`() {
        var numbers = WatchNumbers()

        for number in [3, 1, 3, 1, 1] { numbers.insert(number) }

        #expect(numbers.numbers == [1, 3])
    }

    @Test func `go one by one, and those that are not there not at all`() {
        var numbers = WatchNumbers()
        for number in 0..<5 { numbers.insert(number) }

        for number in [2, 7, 0, 2, -1, 4] { numbers.remove(number) }

        #expect(numbers.numbers == [1, 3])
        #expect(!numbers.isEmpty)
        for number in [1, 3] { numbers.remove(number) }
        #expect(numbers.isEmpty)
    }
}
