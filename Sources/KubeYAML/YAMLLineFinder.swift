/// Finds the line of a YAML stream in which a field stands: only who has an error to tell asks.
package struct YAMLLineFinder: ~Copyable {
    private var reader: YAMLEventReader
    /// The keys, and the indices such as `[3]`, that lead to the field.
    private let path: [String]
    /// How many of them were found, and the line of the last.
    private var found: (count: Int, line: Int)
    /// The collections around the reader; none before the document begins.
    private var place: [Level] = []
    /// Whether the reader is in the document, and whether nothing more can be found there.
    private var isInside = false
    private var isDone = false

    /// A collection around the reader.
    private struct Level {
        let isMapping: Bool
        /// How many values have begun; a key is one, too.
        var count = 0

        /// Whether the next value is a key.
        var expectsKey: Bool { isMapping && count.isMultiple(of: 2) }
    }

    private init(_ bytes: [UInt8], _ path: [String], at line: Int) {
        reader = YAMLEventReader(bytes)
        self.path = path
        found = (0, line)
    }

    /// The line of the field at `path`, such as `spec.holderIdentity` or `items[3]`, in the document
    /// whose content begins in `line` of the stream `bytes`; where the field is missing, the line of
    /// what should hold it.
    package static func line(
        of path: String, inDocumentAt line: Int, of bytes: [UInt8]
    ) -> Int {
        var finder = YAMLLineFinder(bytes, steps(of: path), at: line)
        // What cannot be read was an error before.
        try? finder.find()
        return finder.found.line
    }

    private static func steps(of path: String) -> [String] {
        path.split(separator: ".").flatMap { part in
            let name = part.prefix { $0 != "[" }
            return [String(name), String(part.dropFirst(name.count))].filter { !$0.isEmpty }
        }
    }

    private mutating func find() throws(YAMLError) {
        let start = found.line
        while found.count < path.count, !isDone {
            switch try reader.next() {
            case .start: continue
            case .streamEnd: return
            case .documentEnd:
                if isInside { return }
                place = []
            case .scalar(let scalar, _, let line): begin(scalar.text, isWhole: true, in: line)
            case .alias(_, let line): begin("", isWhole: true, in: line)
            case .sequenceStart(_, let line): push(isMapping: false, line, start)
            case .mappingStart(_, let line): push(isMapping: true, line, start)
            case .end:
                place.removeLast()
                isDone = found.count > 0 && place.count == found.count
            }
        }
    }

    private mutating func push(isMapping: Bool, _ line: Int, _ start: Int) {
        if place.isEmpty { isInside = line >= start }
        begin("", isWhole: false, in: line)
        place.append(Level(isMapping: isMapping))
    }

    /// Notes that a key or value begins, which has no parts when it `isWhole`.
    private mutating func begin(_ text: String, isWhole: Bool, in line: Int) {
        let last = place.count - 1
        guard isInside, last >= 0 else { return }
        defer { place[last].count += 1 }
        let isValue = place[last].isMapping && !place[last].expectsKey
        if !isValue, last == found.count {
            let step = place[last].isMapping ? text : "[\(place[last].count)]"
            if step == path[last] { found = (last + 1, line) }
        }
        // What the path leads to has no parts, or what comes next is beside it.
        if isWhole, isValue || !place[last].isMapping, last < found.count { isDone = true }
    }
}
