/// One clause of an `Accept` header: a range of media types, its parameters and its quality.
struct AcceptClause: Hashable, Sendable {
    let type: String
    let subtype: String
    /// What follows the range, without `q`; of a repeated name the last value counts.
    let parameters: [String: String]
    /// The client's liking, 1 unless it says otherwise.
    let quality: Double

    /// Reads one clause as Kubernetes does (NEG-002); nil when it is no range of media types.
    init?(_ text: Substring.UTF8View) {
        let parts = text.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        guard let range = parts.first else { return nil }
        let names = range.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { $0.trimmingSpaces() }
        switch names.count {
        case 1 where names[0] == "*": (type, subtype) = ("*", "*")
        case 2: (type, subtype) = (names[0], names[1])
        default: return nil
        }
        var parameters = Self.parameters(parts.dropFirst())
        let quality = parameters.removeValue(forKey: "q")
        self.parameters = parameters
        self.quality = quality.map { Double($0) ?? 0 } ?? 1
    }

    /// The clauses of `header`, the preferred one first.
    static func clauses(of header: String) -> [AcceptClause] {
        let clauses = Substring(header).utf8.split(separator: UInt8(ascii: ","))
            .compactMap(AcceptClause.init)
        guard clauses.count > 1 else { return clauses }
        return clauses.enumerated().sorted { left, right in
            left.element.precedes(right.element)
                || !right.element.precedes(left.element) && left.offset < right.offset
        }.map(\.element)
    }

    /// Whether the range includes `encoding`.
    func includes(_ encoding: Encoding) -> Bool {
        switch (type, subtype) {
        case ("*", "*"), ("application", "*"): true
        default: "\(type)/\(subtype)" == encoding.rawValue
        }
    }

    private func precedes(_ other: AcceptClause) -> Bool {
        if quality != other.quality { return quality > other.quality }
        if (type == "*") != (other.type == "*") { return other.type == "*" }
        return subtype != "*" && other.subtype == "*"
    }

    private static func parameters(
        _ parts: some Sequence<Substring.UTF8View>
    ) -> [String: String] {
        var parameters: [String: String] = [:]
        for part in parts {
            let sides = part.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard sides.count == 2 else { continue }
            parameters[sides[0].trimmingSpaces()] = sides[1].trimmingSpaces()
        }
        return parameters
    }
}
