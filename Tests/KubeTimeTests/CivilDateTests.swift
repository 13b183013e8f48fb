import KubeTime
import Testing

@Suite struct `Days` {
    @Test func `follow each other through leap years`() {
        var previous = CivilDate(daysSince1970: -720_000)

        for day in -719_999...800_000 {
            let date = CivilDate(daysSince1970: day)
            let isNextDay = date.day == previous.day + 1 && date.month == previous.month
            let isNextMonth = date.day == 1 && date.month == previous.month % 12 + 1
            guard date.daysSince1970 == day, date.isValid, isNextDay || isNextMonth else {
                Issue.record("\(date) after \(previous)")
                return
            }
            previous = date
        }
    }

    @Test(arguments: [(1900, false), (2000, true), (2024, true), (2026, false), (2400, true)])
    func `include the 29th of February in leap years only`(year: Int, isLeap: Bool) {
        #expect(CivilDate(year: year, month: 2, day: 29).isValid == isLeap)
    }
}
