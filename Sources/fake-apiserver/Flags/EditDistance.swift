/// How many letters have to be added, taken away, changed or swapped with their neighbour to make
/// one text of another.
///
/// It is the restricted Damerau-Levenshtein distance.
func editDistance(from text: String, to other: String) -> Int {
    let (text, other) = (Array(text.utf8), Array(other.utf8))
    var beforeLast: [Int] = []
    var last = Array(0...other.count)
    for (row, byte) in text.enumerated() {
        var line = [row + 1]
        for (column, otherByte) in other.enumerated() {
            var best = min(line[column], last[column + 1]) + 1
            best = min(best, last[column] + (byte == otherByte ? 0 : 1))
            if row > 0, column > 0, byte == other[column - 1], text[row - 1] == otherByte {
                best = min(best, beforeLast[column - 1] + 1)
            }
            line.append(best)
        }
        (beforeLast, last) = (last, line)
    }
    return last[other.count]
}
