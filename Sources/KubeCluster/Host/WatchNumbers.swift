import KubeJSON

/// The numbers of some watches, in order: that in which they were opened, as long as none has ended.
struct WatchNumbers: Sendable {
    private(set) var numbers: [Int] = []

    var isEmpty: Bool { numbers.isEmpty }

    mutating func insert(_ number: Int) {
        let place = place(of: number)
        if place == numbers.count || numbers[place] != number { numbers.insert(number, at: place) }
    }

    mutating func remove(_ number: Int) {
        let place = place(of: number)
        if place < numbers.count, numbers[place] == number { numbers.remove(at: place) }
    }

    /// Where a number is or would be; most are added behind the others.
    private func place(of number: Int) -> Int {
        guard let last = numbers.last, last >= number else { return numbers.count }
        return numbers.partitioningIndex { $0 >= number }
    }
}
