/// Values as Go's `fmt` prints what it decoded from JSON.
package enum GoPrint {
    /// `value` as `%v` prints it: `map[a:1 b:[x y]]`.
    package static func plain(_ value: JSONValue) -> String {
        switch value {
        case .null: "<nil>"
        case .bool(let value): String(value)
        case .number(let number): text(number)
        case .string(let string): string.text
        case .array(let elements): "[\(elements.map(plain).joined(separator: " "))]"
        case .object(let object):
            "map[\(object.sortedByKey.map { "\($0.key):\(plain($0.value))" }.joined(separator: " "))]"
        }
    }

    /// `value` as `%#v` prints it: `map[string]interface {}{"a":1}`.
    package static func syntax(_ value: JSONValue) -> String {
        switch value {
        case .null: "interface {}(nil)"
        case .bool(let value): String(value)
        case .number(let number): text(number)
        case .string(let string): GoQuote.quote(string.text)
        case .array(let elements):
            "[]interface {}{\(elements.map(syntax).joined(separator: ", "))}"
        case .object(let object):
            "map[string]interface {}{"
                + object.sortedByKey.map { "\(GoQuote.quote($0.key)):\(syntax($0.value))" }
                .joined(separator: ", ") + "}"
        }
    }

    /// The Go type of `value` as `%T` prints it.
    package static func type(of value: JSONValue) -> String {
        switch value {
        case .null: "<nil>"
        case .bool: "bool"
        case .number(let number): number.integer == nil ? "float64" : "int64"
        case .string: "string"
        case .array: "[]interface {}"
        case .object: "map[string]interface {}"
        }
    }

    /// Whole numbers are integers to Kubernetes, all others floating.
    private static func text(_ number: JSONNumber) -> String {
        if let integer = number.integer { return String(integer) }
        guard let value = Double(number.literal), value.isFinite else { return number.literal }
        return text(value)
    }

    /// Go writes the exponent of numbers below 1e-4 and from 1e21 on, Swift at other places.
    private static func text(_ value: Double) -> String {
        let parts = value.magnitude.description.split(separator: "e")
        let mantissa = parts[0].split(separator: ".")
        let whole = mantissa[0]
        let fraction = mantissa.count > 1 && mantissa[1] != "0" ? mantissa[1] : ""
        var digits = Array((whole + fraction).drop { $0 == "0" })
        let leadingZeros = whole.count + fraction.count - digits.count
        let written = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        var exponent = written + whole.count - 1 - leadingZeros
        while digits.last == "0" { digits.removeLast() }
        if digits.isEmpty {
            digits = ["0"]
            exponent = 0
        }
        let sign = value.sign == .minus ? "-" : ""
        if exponent < -4 || exponent >= 21 {
            let tail = digits.count > 1 ? "." + String(digits.dropFirst()) : ""
            let power = String(exponent.magnitude)
            return "\(sign)\(digits[0])\(tail)e\(exponent < 0 ? "-" : "+")"
                + (power.count < 2 ? "0" : "") + power
        }
        if exponent < 0 {
            return sign + "0." + String(repeating: "0", count: -exponent - 1) + String(digits)
        }
        let missing = exponent + 1 - digits.count
        if missing >= 0 { return sign + String(digits) + String(repeating: "0", count: missing) }
        return sign + String(digits[...exponent]) + "." + String(digits[(exponent + 1)...])
    }
}
