import KubeTime

extension TimeFormat {
    /// Whether at `range` in `text` there is an instant just as this format writes it.
    ///
    /// The first years do not count, of which one begins with the instant that is written as null.
    func writes(_ text: [UInt8], at range: Range<Int>) -> Bool {
        let pattern: StaticString =
            self == .seconds ? "0000-00-00T00:00:00Z" : "0000-00-00T00:00:00.000000Z"
        guard range.count == pattern.utf8CodeUnitCount else { return false }
        for offset in 0..<range.count {
            let expected = pattern.utf8Start[offset]
            let byte = text[range.lowerBound + offset]
            let isDigit = UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
            guard expected == UInt8(ascii: "0") ? isDigit : byte == expected else { return false }
        }
        func number(_ digits: Range<Int>) -> Int {
            digits.reduce(0) { $0 * 10 + Int(text[range.lowerBound + $1] - UInt8(ascii: "0")) }
        }
        let date = CivilDate(year: number(0..<4), month: number(5..<7), day: number(8..<10))
        return date.year > 1 && 1...12 ~= date.month && date.isValid
            && number(11..<13) < 24 && number(14..<16) < 60 && number(17..<19) < 60
    }
}
