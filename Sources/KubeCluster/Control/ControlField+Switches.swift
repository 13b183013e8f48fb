import KubeAPI
import KubeJSON

/// Names that are switched on and off, as some flags have them.
struct ControlSwitches: Sendable {
    /// The values of the flag that say the same, in order.
    let flagValues: [String]
}

extension ControlField where Value == ControlSwitches? {
    /// Names that are switched: an object of booleans, or the text of a flag such as `A=true,B=false`.
    static func switches(_ name: String, _ summary: String) -> ControlField {
        let description = ControlFieldDescription(name, .switches, summary)
        return ControlField(description) { value throws(StatusError) in
            switch value {
            case nil: return nil
            case .string(let text): return ControlSwitches(flagValues: [text.text])
            case .object: return try ControlSwitches(ControlObject(value ?? .null, at: name))
            case let value?: throw description.wrongType(value)
            }
        }
    }
}

extension ControlSwitches {
    fileprivate init(_ document: ControlObject) throws(StatusError) {
        var values: [String] = []
        for key in document.object.keys {
            guard !key.contains(where: { $0 == "," || $0 == "=" }) else {
                throw .badRequest(
                    "unknown field \(GoQuote.quote(document.path(key))): a name has neither commas nor "
                        + "equals signs")
            }
            guard let isOn = document.object[key]?.bool else {
                throw document.refusal(of: key, "a boolean, true or false")
            }
            values.append("\(key)=\(isOn)")
        }
        flagValues = values
    }
}
