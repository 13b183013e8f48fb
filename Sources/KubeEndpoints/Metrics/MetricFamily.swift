/// The values of one metric in Prometheus' text format.
package struct MetricFamily: Sendable {
    /// What a metric is to Prometheus.
    package enum Kind: String, Sendable {
        /// It only grows.
        case counter
        /// It goes up and down.
        case gauge
        /// How many values lie below each of some bounds.
        case histogram
    }

    /// What distinguishes one value of a metric from the others, by name.
    package typealias Labels = [(name: String, value: String)]

    let name: String
    private let kind: Kind
    private let help: String
    private var series: [(labels: String, lines: String)] = []

    /// A metric that has no values yet.
    package init(_ name: String, _ kind: Kind, help: String) {
        self.name = name
        self.kind = kind
        self.help = help
    }

    /// Whether there are no values.
    var isEmpty: Bool { series.isEmpty }

    /// Adds the value with these labels, of which there is no other.
    package mutating func add(_ labels: Labels, _ value: UInt64) {
        let text = Self.text(of: labels)
        series.append((text, line("", text, value)))
    }

    /// Adds the times with these labels, of which there are no others.
    mutating func add(_ labels: Labels, _ histogram: DurationHistogram) {
        let text = Self.text(of: labels)
        let prefix = text.isEmpty ? "" : text + ","
        var lines = ""
        var count: UInt64 = 0
        for (bound, added) in histogram.buckets {
            count += added
            lines += line("_bucket", "\(prefix)le=\"\(bound)\"", count)
        }
        lines += line("_sum", text, histogram.sum.seconds)
        lines += line("_count", text, count)
        series.append((text, lines))
    }

    private func line(
        _ suffix: String, _ labels: String, _ value: some CustomStringConvertible
    ) -> String {
        "\(name)\(suffix)\(labels.isEmpty ? "" : "{\(labels)}") \(value)\n"
    }

    /// The metric as Prometheus reads it.
    var text: String {
        "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
            + series.sorted { $0.labels < $1.labels }.map(\.lines).joined()
    }

    private static func text(of labels: Labels) -> String {
        labels.sorted { $0.name < $1.name }.map { "\($0.name)=\"\(escaped($0.value))\"" }
            .joined(separator: ",")
    }

    private static func escaped(_ value: String) -> String {
        value.unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}

extension Duration {
    /// As a number of seconds.
    fileprivate var seconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}
