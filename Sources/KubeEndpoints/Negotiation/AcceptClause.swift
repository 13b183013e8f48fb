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
        let parts = text.withoutOuterSpaces.split(
            separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        guard let range = parts.first else { return nil }
        let names = Self.sides(of: range, at: UInt8(ascii: "/"))
        switch (names.first?.trimmingSpaces(), names.dropFirst().first?.trimmingSpaces()) {
        case ("*"?, nil): (type, subtype) = ("*", "*")
        case (let type?, let subtype?): (self.type, self.subtype) = (type, subtype)
        default: return nil
        }
        var parameters: [String: String] = [:]
        var quality = 1.0
        for part in parts.dropFirst() {
            let sides = Self.sides(of: part, at: UInt8(ascii: "="))
            guard sides.count == 2 else { continue }
            let name = sides[0].trimmingSpaces()
            if name == "q" {
                // Blanks around the number make it none.
                quality = Float(Substring(sides[1])).map(Double.init) ?? 0
            } else {
                parameters[name] = sides[1].trimmingSpaces()
            }
        }
        self.parameters = parameters
        self.quality = quality
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

    /// The one or two parts of `text` around `separator`; none when there are more.
    ///
    /// What is empty behind a separator is no part.
    private static func sides(
        of text: Substring.UTF8View, at separator: UInt8
    ) -> [Substring.UTF8View] {
        var sides = text.split(separator: separator, omittingEmptySubsequences: false)
        if sides.count > 1, sides.last?.isEmpty == true { sides.removeLast() }
        return sides.count <= 2 ? sides : []
    }
}
