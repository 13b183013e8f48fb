extension JSONNumber {
    /// The finite `value` as Go's `encoding/json` writes it: without an exponent from 1e-6 up to 1e21.
    package init(_ value: Double) {
        // The shortest digits that read back as the value, and where the point stands among them.
        let parts = value.magnitude.description.split(separator: "e")
        let mantissa = parts[0].split(separator: ".")
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let fraction = mantissa.count > 1 && mantissa[1] != "0" ? mantissa[1] : ""
        let padded = mantissa[0] + fraction
        let digits = padded.drop { $0 == "0" }
        let point = mantissa[0].count + exponent - (padded.count - digits.count)
        let sign = value.sign == .minus ? "-" : ""
        self.init(literal: sign + Self.spelled(String(digits), point: point))
    }

    private static func spelled(_ digits: String, point: Int) -> String {
        func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }
        switch point {
        case _ where digits.isEmpty: return "0"
        case 1...21 where digits.count <= point: return digits + zeros(point - digits.count)
        case 1...21: return "\(digits.prefix(point)).\(digits.dropFirst(point))"
        case -5...0: return "0." + zeros(-point) + digits
        default:
            let fraction = digits.count > 1 ? ".\(digits.dropFirst())" : ""
            let sign = point > 0 ? "+" : "-"
            return "\(digits.prefix(1))\(fraction)e\(sign)\((point - 1).magnitude)"
        }
    }
}
