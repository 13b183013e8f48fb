import KubeTime
import Testing

@Suite struct `A timestamp` {
    @Test(
        arguments: [
            (0, 0), (1, 0), (999_999, 0), (1_000_000, 1), (-1, -1), (-1_000_000, -1),
            (-1_000_001, -2),
        ] as [(Int64, Int64)])
    func `counts whole seconds towards the past`(microseconds: Int64, seconds: Int64) {
        #expect(Timestamp(microseconds: microseconds).seconds == seconds)
    }

    @Test(
        arguments: [
            (.milliseconds(1500), 1_500_000), (.seconds(-2), -2_000_000), (.nanoseconds(1999), 1),
            (.zero, 0),
        ] as [(Duration, Int64)])
    func `moves by whole microseconds`(duration: Duration, microseconds: Int64) {
        let start = Timestamp(seconds: 10)

        #expect((start + duration).microseconds == 10_000_000 + microseconds)
        #expect((start - duration).microseconds == 10_000_000 - microseconds)
    }

    @Test func `stops at the ends of its range`() {
        let first = Timestamp(microseconds: .min)
        let last = Timestamp(microseconds: .max)

        #expect(last + .microseconds(1) == last)
        #expect(first - .microseconds(1) == first)
        #expect(Timestamp(seconds: 0) + .seconds(Int64.max) == last)
        #expect(Timestamp(seconds: 0) - .seconds(Int64.max) == first)
        #expect(last + .seconds(-1) == Timestamp(microseconds: .max - 1_000_000))
    }

    @Test func `is a duration away from another`() {
        let early = Timestamp(microseconds: -500_000)
        let late = Timestamp(seconds: 1)

        #expect(late - early == .milliseconds(1500))
        #expect(early - late == .milliseconds(-1500))
        #expect(early < late)
    }

    @Test func `is far away from the other end of time`() {
        let first = Timestamp(microseconds: .min)
        let last = Timestamp(microseconds: .max)

        #expect(last - first > .zero)
        #expect(first - last < .zero)
    }
}

@Suite struct `A duration in microseconds` {
    @Test(
        arguments: [
            (.microseconds(7), 7), (.nanoseconds(-1500), -1), (.seconds(Int64.max), .max),
            (.seconds(Int64.min), .min),
        ] as [(Duration, Int64)])
    func `is truncated, and stops at the ends of its range`(
        duration: Duration, microseconds: Int64
    ) {
        #expect(duration.microseconds == microseconds)
    }

    @Test(arguments: [Int64.max, Int64.min])
    func `reaches the ends`(microseconds: Int64) {
        #expect(Duration.microseconds(microseconds).microseconds == microseconds)
        let further = Duration.microseconds(microseconds) * 1.000_000_1
        #expect(further.microseconds == microseconds)
    }
}
