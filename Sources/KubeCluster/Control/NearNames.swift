/// The names that somebody may have meant who has mistyped one.
enum NearNames {
    /// How many are told.
    private static let namesMax = 3

    /// How many letters may be wrong.
    private static let distanceMax = 2

    /// Longer names are not compared.
    private static let bytesMax = 512

    /// `, did you mean …?` with those of `names` that are spelled nearly like `name`; empty when none is.
    static func question(_ name: String, among names: [String]) -> String {
        let near = of(name, among: names)
        return near.isEmpty ? "" : "; did you mean \(near.joined(separator: ", or "))?"
    }

    /// Those of `names` that are spelled nearly like `name`, the nearest first.
    static func of(_ name: String, among names: [String]) -> [String] {
        let wanted = Array(name.lowercased().utf8)
        guard (1...bytesMax).contains(wanted.count) else { return [] }
        // Of a short name nearly every other one differs in two letters.
        let most = min(distanceMax, wanted.count / 2)
        let found = Set(names).compactMap { other -> (distance: Int, name: String)? in
            let bytes = Array(other.lowercased().utf8)
            return distance(wanted, bytes, atMost: most).map { ($0, other) }
        }
        return found.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(namesMax)
            .map(\.name)
    }

    /// How many letters must be put in, left out, replaced or swapped with the next to make one of the
    /// other; nil when more than `most`.
    private static func distance(_ left: [UInt8], _ right: [UInt8], atMost most: Int) -> Int? {
        guard abs(left.count - right.count) <= most else { return nil }
        var (before, last) = ([Int](), Array(0...right.count))
        for index in left.indices {
            var row = [index + 1]
            for column in right.indices {
                let isSame = left[index] == right[column]
                var least = min(
                    last[column] + (isSame ? 0 : 1), last[column + 1] + 1, row[column] + 1)
                if index > 0, column > 0, left[index] == right[column - 1],
                    left[index - 1] == right[column]
                {
                    least = min(least, before[column - 1] + 1)
                }
                row.append(least)
            }
            guard row.contains(where: { $0 <= most }) else { return nil }
            (before, last) = (last, row)
        }
        return last[right.count] <= most ? last[right.count] : nil
    }
}
