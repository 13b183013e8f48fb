/// A page of metrics in Prometheus' text format 0.0.4, which is read as strictly as `promtool` reads it.
package struct MetricsPage {
    /// The values, each with all that stands in front of it: `name{label="value"}`.
    package private(set) var values: [String: Double] = [:]

    /// The type of each metric.
    package private(set) var types: [String: String] = [:]

    private var series: [String] = []

    /// What is wrong with a page.
    package struct FormatError: Error, CustomStringConvertible {
        package let description: String
    }

    /// Reads a page.
    package init(_ text: String) throws(FormatError) {
        guard text.isEmpty || text.hasSuffix("\n") else {
            throw FormatError(description: "the last line does not end")
        }
        var name = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            if line.hasPrefix("# HELP ") {
                name = String(line.dropFirst(7).prefix { $0 != " " })
                guard types[name] == nil else {
                    throw FormatError(description: "\(name) is there twice")
                }
            } else if line.hasPrefix("# TYPE ") {
                let words = line.split(separator: " ")
                guard words.count == 4, words[2] == name,
                    ["counter", "gauge", "histogram"].contains(words[3])
                else { throw FormatError(description: "\(line)") }
                types[name] = String(words[3])
            } else {
                try add(line, of: name)
            }
        }
        try checkHistograms()
    }

    private mutating func add(_ line: Substring, of name: String) throws(FormatError) {
        let pattern =
            /([a-z_]+)(\{[a-z_]+="(?:[^"\\\n]|\\[\\n"])*"(?:,[a-z_]+="(?:[^"\\\n]|\\[\\n"])*")*\})? (\S+)/
        let parts = line.wholeMatch(of: pattern)
        guard let parts, let value = Double(String(parts.3)) else {
            throw FormatError(description: "\(line)")
        }
        let suffixes = types[name] == "histogram" ? ["_bucket", "_sum", "_count"] : [""]
        guard suffixes.contains(where: { parts.1 == name + $0 }) else {
            throw FormatError(description: "\(line) belongs to no metric")
        }
        let key = "\(parts.1)\(parts.2 ?? "")"
        guard values.updateValue(value, forKey: key) == nil else {
            throw FormatError(description: "\(key) is there twice")
        }
        series.append(key)
    }

    /// Buckets grow, and the last one has all.
    private func checkHistograms() throws(FormatError) {
        var last: (labels: String, bound: Double, value: Double)?
        for key in series {
            guard let match = key.wholeMatch(of: /([a-z_]+)_bucket\{(.*),le="(.*)"\}/) else {
                continue
            }
            let bound = match.3 == "+Inf" ? .infinity : Double(String(match.3)) ?? .nan
            let value = values[key] ?? .nan
            if let last, last.labels == match.2 {
                guard bound > last.bound, value >= last.value else {
                    throw FormatError(description: "\(key) is out of order")
                }
            }
            if bound == .infinity, values["\(match.1)_count{\(match.2)}"] != value {
                throw FormatError(description: "\(key) is not the count")
            }
            last = (String(match.2), bound, value)
        }
    }
}

extension MetricsPage {
    /// The value of a metric with these labels, in alphabetical order; nil when there is none.
    package func value(_ name: String, _ labels: KeyValuePairs<String, String> = [:]) -> Double? {
        let text = labels.map { "\($0)=\"\($1)\"" }.joined(separator: ",")
        return values[text.isEmpty ? name : "\(name){\(text)}"]
    }

    /// The sum of the values of a metric whose labels contain `part`.
    package func sum(_ name: String, where part: String = "") -> Double {
        values.filter { $0.key.hasPrefix("\(name){") && $0.key.contains(part) }.map(\.value)
            .reduce(0, +)
    }
}
