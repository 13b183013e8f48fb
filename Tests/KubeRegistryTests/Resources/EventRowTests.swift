import KubeAPI
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

@testable import KubeRegistry

@Suite struct `The row of an event` {
    private func cells(_ members: String) throws -> [TableCell] {
        EventRules().cells(of: try object(#"{"involvedObject":{},\#(members)}"#))
    }

    private let time = #""2026-01-02T03:04:05Z""#
    private let microTime = #""2026-01-02T03:04:06.000000Z""#

    @Test(
        arguments: [
            (#""count":3"#, 3), (#""reason":"r""#, 1), (#""count":3,"series":{"count":5}"#, 5),
            (#""count":3,"series":{}"#, 0),
        ] as [(String, Int64)])
    func `counts in a number`(members: String, count: Int64) throws {
        #expect(try cells(members)[8] == .value(.integer(count)))
    }

    @Test func `was last seen when it was first seen, for want of a later time`() throws {
        let first = TableCell.age(
            since: try #require(TimeFormat.seconds.parse("2026-01-02T03:04:05Z")))
        let precise = TableCell.age(
            since: try #require(TimeFormat.microseconds.parse("2026-01-02T03:04:06.000000Z")))

        let old = try cells(#""firstTimestamp":\#(time),"eventTime":\#(microTime)"#)
        let new = try cells(#""eventTime":\#(microTime)"#)
        let series = try cells(
            #""lastTimestamp":\#(time),"series":{"lastObservedTime":\#(microTime)}"#)
        let empty = try cells(#""lastTimestamp":\#(time),"series":{}"#)

        #expect([old[0], old[7]] == [first, first])
        #expect([new[0], new[7]] == [precise, precise])
        #expect(series[0] == precise)
        #expect(empty[0] == .value("<unknown>"))
    }

    @Test(arguments: [
        (#""source":{"component":"c","host":"h"}"#, "c, h"),
        (#""source":{"component":"c"}"#, "c"), (#""source":{"host":"h"}"#, ", h"),
        (#""reportingComponent":"c","reportingInstance":"i""#, "c, i"),
        (#""source":{"component":"c"},"reportingInstance":"i""#, "c, i"),
    ])
    func `names who reports it`(members: String, source: String) throws {
        #expect(try cells(members)[5] == .value(.string(source)))
    }
}
