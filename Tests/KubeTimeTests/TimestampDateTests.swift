import Foundation
import KubeTime
import Testing

@Suite struct `Instants as dates` {
    @Test(
        arguments: [
            0, 1, -1, 978_307_200_000_000, 1_767_225_600_123_456, 1_767_225_600_999_999,
            -62_135_596_800_000_000,
        ] as [Int64])
    func `are the same there and back`(microseconds: Int64) {
        let instant = Timestamp(microseconds: microseconds)
        let date = Date(instant)
        #expect(abs(date.timeIntervalSince1970 - Double(microseconds) / 1e6) < 1e-4)
        // What is far from 2001 a date says less exactly.
        let slack: Int64 = abs(microseconds) > 10_000_000_000_000_000 ? 8 : 0
        #expect(abs(Timestamp(date).microseconds - microseconds) <= slack)
    }

    @Test func `are rounded to the microsecond`() {
        let date = Date(timeIntervalSinceReferenceDate: 0.000_001_6)
        #expect(Timestamp(date) == Timestamp(microseconds: 978_307_200_000_002))
    }

    @Test func `end where an instant ends`() {
        #expect(Timestamp(.distantFuture) > Timestamp(seconds: 0))
        #expect(Timestamp(Date(timeIntervalSince1970: 1e300)).microseconds == .max)
        #expect(Timestamp(Date(timeIntervalSince1970: -1e300)).microseconds == .min)
    }

    @Test(arguments: [
        (1_767_225_600_000_000, "2026-01-01T00:00:00.000000Z"),
        (-1, "1969-12-31T23:59:59.999999Z"),
        (Int64.max, "9223372036854775807 microseconds since 1970"),
        (Int64.min, "-9223372036854775808 microseconds since 1970"),
    ])
    func `are read as Kubernetes writes them`(microseconds: Int64, text: String) {
        #expect("\(Timestamp(microseconds: microseconds))" == text)
    }
}
