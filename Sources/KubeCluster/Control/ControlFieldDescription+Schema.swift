extension ControlFieldDescription {
    /// What may stand there.
    var schema: ControlSchema {
        let schema = (ownSchema ?? kindSchema).described(summary)
        return isRequired ? schema : schema.optional
    }

    private var kindSchema: ControlSchema {
        switch kind {
        case .text: choices.isEmpty ? .text : .choice(choices)
        case .texts: .list(of: choices.isEmpty ? .text : .choice(choices))
        case .version: .version
        case .whole: .whole
        case .number: .number
        case .flag: .flag
        case .duration: .durationOrSeconds
        case .instant: .instant
        case .switches: .oneOf(.map(of: .flag), .text.described("as the flag has it"))
        case .object: .anything
        }
    }
}
