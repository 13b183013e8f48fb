import KubeAPI
package import KubeJSON

/// Rules as documents.
extension FaultRule {
    /// The members of the document of a rule.
    static let members = [
        "name", "tag", "match", "given", "skip", "times", "probability", "until", "at", "do",
        "timeout", "impossible",
    ]

    /// The rule that `value` spells; throws 400 for what is unknown or makes no sense.
    init(_ value: JSONValue) throws(StatusError) {
        let document = try ControlObject(value, at: "", known: Self.members)
        self.init(
            try document.text("name"), on: try Self.match(in: document),
            at: try document.choice("at", FaultPhase.self), do: [])
        tag = try document.text("tag")
        skip = try document.whole("skip", in: 0...1_000_000_000) ?? 0
        times = try document.whole("times", in: 1...1_000_000_000)
        probability = try document.number("probability", in: 0...1)
        holdTimeout = try document.duration("timeout")
        allowsImpossible = try document.bool("impossible") ?? false
        if let value = document["given"] {
            given = try Condition(value, at: "given")
        }
        if let value = document["until"] { until = try FaultEnd(value, at: "until") }
        actions = try Self.actions(in: document)
        try check()
    }

    private static func match(in document: ControlObject) throws(StatusError) -> RequestMatch {
        guard let value = document["match"] else { return RequestMatch() }
        return try RequestMatch(value, at: "match")
    }

    private static func actions(in document: ControlObject) throws(StatusError) -> [FaultAction] {
        guard let value = document["do"] else {
            throw .badRequest("\"do\" is missing: say what is to happen, such as {\"reset\":true}")
        }
        guard let list = value.array else { return [try FaultAction(value, at: "do")] }
        var actions: [FaultAction] = []
        for (index, element) in list.enumerated() {
            actions.append(try FaultAction(element, at: "do[\(index)]"))
        }
        guard !actions.isEmpty else {
            throw document.refusal(of: "do", "an action, or a list of them")
        }
        return actions
    }

    /// The document that spells the rule.
    package var json: JSONObject {
        var document = JSONObject()
        if let name { document.append("name", .string(name)) }
        if let tag { document.append("tag", .string(tag)) }
        if !match.isEmpty { document.append("match", match.json) }
        if let given { document.append("given", given.json) }
        if skip > 0 { document.append("skip", .integer(Int64(skip))) }
        if let times { document.append("times", .integer(Int64(times))) }
        if let probability {
            document.append("probability", .number(JSONNumber(probability)))
        }
        if let until { document.append("until", until.json) }
        document.append("at", .string(effectivePhase.rawValue))
        let list = actions.map(\.json)
        document.append("do", list.count == 1 ? list[0] : .array(list))
        if let holdTimeout { document.append("timeout", .duration(holdTimeout)) }
        if allowsImpossible { document.append("impossible", true) }
        return document
    }
}

extension FaultEnd {
    /// The end that `value`, which stands at `place`, spells.
    fileprivate init(_ value: JSONValue, at place: String) throws(StatusError) {
        guard let object = value.object, object["after"] != nil || object["time"] != nil else {
            self.init(.condition(try Condition(value, at: place)))
            return
        }
        let document = try ControlObject(value, at: place, known: ["after", "time"])
        if let duration = try document.duration("after"), object.count == 1 {
            self = .after(duration)
        } else if let instant = try document.instant("time"), object.count == 1 {
            self = .time(instant)
        } else {
            throw .badRequest(
                "\(ControlObject.subject(place)) must have either \"after\" or \"time\"")
        }
    }

    fileprivate var json: JSONValue {
        switch kind {
        case .after(let duration): ["after": .duration(duration)]
        case .time(let instant): ["time": .instant(instant)]
        case .condition(let condition): condition.json
        }
    }
}
