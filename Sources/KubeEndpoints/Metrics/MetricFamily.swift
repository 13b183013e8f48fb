/// The values of one metric in Prometheus' text format.
struct MetricFamily {
    let name: String
    let type: String
    let help: String
    let samples: [(labels: [(String, String)], value: UInt64)]

    /// The family as Prometheus reads it.
    var text: String {
        let lines = samples.map { sample in
            let labels = sample.labels.map { "\($0)=\"\(Self.escaped($1))\"" }
            let list = labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}"
            return "\(name)\(list) \(sample.value)\n"
        }
        return "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n" + lines.sorted().joined()
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
