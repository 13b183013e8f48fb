import KubeJSON

/// A scalar as it stands in a YAML document.
struct YAMLScalar {
    let text: String
    /// The tag in full, when the document gives one.
    let tag: String?
    /// Whether the scalar is unquoted and without a tag, so that its text tells its type.
    let isPlain: Bool

    /// Whether this is the key whose value is merged into the mapping around it.
    var isMergeKey: Bool {
        text == "<<" && (isPlain || tag == "tag:yaml.org,2002:merge")
    }

    /// The value by the rules of YAML 1.1.
    var value: JSONValue {
        get throws(YAMLError) {
            guard !isPlain else { return try Self.resolve(text) }
            switch tag {
            case "tag:yaml.org,2002:bool": return try tagged("!!bool") { $0.bool != nil }
            case "tag:yaml.org,2002:int": return try tagged("!!int") { $0.integer != nil }
            case "tag:yaml.org,2002:null": return try tagged("!!null") { $0 == .null }
            case "tag:yaml.org,2002:float":
                return try tagged("!!float") { if case .number = $0 { true } else { false } }
            default: return .string(text)
            }
        }
    }

    private func tagged(
        _ name: String, _ fits: (JSONValue) -> Bool
    ) throws(YAMLError) -> JSONValue {
        let value = try Self.resolve(text)
        guard fits(value) else {
            throw YAMLError("yaml: cannot decode \(Self.tag(of: value)) `\(text)` as a \(name)")
        }
        return value
    }

    private static func tag(of value: JSONValue) -> String {
        switch value {
        case .null: "!!null"
        case .bool: "!!bool"
        case .number(let number): number.integer == nil ? "!!float" : "!!int"
        default: "!!str"
        }
    }
}

// MARK: - Plain scalars

extension YAMLScalar {
    /// Whether `text`, unquoted, would be read as something else than a string.
    static func needsQuotes(_ text: String) -> Bool {
        if text == "<<" { return true }
        guard let value = try? resolve(text) else { return true }
        return value.string == nil || YAMLTimestamp.isSpelled(by: text) || isBase60(text)
    }

    /// The value of the unquoted `text`.
    static func resolve(_ text: String) throws(YAMLError) -> JSONValue {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON": return true
        case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF":
            return false
        case ".nan", ".NaN", ".NAN": throw YAMLError("json: unsupported value: NaN")
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF":
            throw YAMLError("json: unsupported value: +Inf")
        case "-.inf", "-.Inf", "-.INF": throw YAMLError("json: unsupported value: -Inf")
        default: return number(text).map(JSONValue.number) ?? .string(text)
        }
    }

    private static func number(_ text: String) -> JSONNumber? {
        guard let first = text.utf8.first else { return nil }
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"):
            let digits = text.utf8.contains(UInt8(ascii: "_")) ? text.filter { $0 != "_" } : text
            return integer(digits) ?? float(digits)
        case UInt8(ascii: "."): return float(text)
        default: return nil
        }
    }

    /// A whole number; a leading zero means octal, and `0x`, `0o` and `0b` are understood.
    private static func integer(_ text: String) -> JSONNumber? {
        var rest = text.utf8[...]
        let sign = rest.first
        let isNegative = sign == UInt8(ascii: "-")
        if isNegative || sign == UInt8(ascii: "+") { rest.removeFirst() }
        var radix = 10
        if rest.first == UInt8(ascii: "0"), rest.count > 1 {
            let prefixes: [UInt8: Int] = [
                UInt8(ascii: "x"): 16, UInt8(ascii: "o"): 8, UInt8(ascii: "b"): 2,
            ]
            let letter = rest[rest.index(after: rest.startIndex)] | 0x20
            radix = prefixes[letter] ?? 8
            rest.removeFirst(prefixes[letter] == nil ? 1 : 2)
        }
        guard let first = rest.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-"),
            let magnitude = UInt64(Substring(rest), radix: radix)
        else { return nil }
        guard isNegative else { return JSONNumber(literal: String(magnitude)) }
        guard magnitude <= Int64.min.magnitude else { return nil }
        return JSONNumber(literal: magnitude == 0 ? "0" : "-\(magnitude)")
    }

    private static func float(_ text: String) -> JSONNumber? {
        guard isFloat(text), let value = Double(text), value.isFinite else { return nil }
        return JSONNumber(value)
    }

    /// Whether `text` has the form of a decimal number.
    private static func isFloat(_ text: String) -> Bool {
        var rest = text.utf8[...]
        func skipSign() {
            if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
                rest.removeFirst()
            }
        }
        func skipDigits() -> Bool {
            let digits = rest.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
            rest.removeFirst(digits.count)
            return !digits.isEmpty
        }
        skipSign()
        var hasDigits = skipDigits()
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            let hasFraction = skipDigits()
            hasDigits = hasDigits || hasFraction
        }
        guard hasDigits else { return false }
        if let letter = rest.first, letter | 0x20 == UInt8(ascii: "e") {
            rest.removeFirst()
            skipSign()
            guard skipDigits() else { return false }
        }
        return rest.isEmpty
    }
}

// MARK: - Strings that older parsers misread

extension YAMLScalar {
    /// Whether `text` is a number in base 60, such as `1:30`, to YAML 1.1.
    private static func isBase60(_ text: String) -> Bool {
        guard text.utf8.contains(UInt8(ascii: ":")) else { return false }
        let unsigned = text.drop { $0 == "+" || $0 == "-" }
        guard text.utf8.count - unsigned.utf8.count <= 1 else { return false }
        let whole = unsigned.prefix { $0 != "." }
        let fraction = unsigned.dropFirst(whole.count + 1)
        let parts = whole.split(separator: ":", omittingEmptySubsequences: false)
        guard let head = parts.first, head.first != "_", !head.isEmpty else { return false }
        return "\(head)\(fraction)".utf8.allSatisfy {
            $0 == UInt8(ascii: "_") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
        }
            && parts.dropFirst().allSatisfy {
                $0.utf8.count <= 2 && (Int($0).map { $0 < 60 } ?? false)
            }
    }
}
