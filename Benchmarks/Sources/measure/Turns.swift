/// What two measured that took turns, so that both had the same of whatever else the machine did.
struct Turns {
    private(set) var ours: [Double] = []
    private(set) var others: [Double] = []

    /// Lets each measure so many times.
    init(
        _ count: Int = 5, ours measureOurs: () throws -> Double,
        others measureOthers: () throws -> Double
    ) rethrows {
        for _ in 0..<count {
            ours.append(try measureOurs())
            others.append(try measureOthers())
        }
    }

    /// How much ours is of the other: the median of all turns.
    var ratio: Double { zip(ours, others).map { $0 / $1 }.median }
}
