package import KubeAPI
package import KubeJSON

/// `/fake/faults`: has things go wrong, and tells how often they have.
extension Cluster {
    static let faultRoutes = [
        ControlRoute<Cluster>(
            "/fake/faults",
            .init(
                .get, "lists the rules that make things go wrong, and how often they have",
                .reads, .flagParameter("unused", "only those that have never acted"),
                answers: .jsonOrText, like: .plain, .query("unused=true")
            ) { (cluster: inout Cluster, call, unused) in
                FaultListing(reports: cluster.faultReports(unused: unused, at: call.wall))
            },
            .init(
                .post, "makes a rule, or a list of them", .lasts, .rules,
                answers: .json(status: 201),
                like: .body(
                    #"{"name":"lose-renewal","match":{"verb":"update","resource":"leases"},"#
                        + #""at":"afterCommit","times":1,"do":{"reset":true}}"#),
                .body(#"{"preset":"apf-overload","match":{"client":"a"}}"#)
            ) { (cluster: inout Cluster, call, rules) throws(StatusError) in
                let names = try cluster.add(rules, at: call.wall)
                return cluster.listing(of: names, call)
            },
            .init(
                .delete, "removes rules", .lasts,
                .parameter("tag", "only those with this tag"), answers: .json, like: .plain,
                .query("tag=test-7")
            ) { (cluster: inout Cluster, call, tag) in
                RemovedFaults(names: cluster.removeFaults(tag: tag))
            }),
        ControlRoute<Cluster>(
            "/fake/faults/{name}", like: ["name": "lose-renewal"],
            .init(.get, "tells of a rule", answers: .json) {
                (cluster: inout Cluster, call) throws(StatusError) in
                try cluster.fault(call)
            },
            .init(
                .put, "makes a rule, or puts it in the place of another", .lasts, .rules,
                answers: .json, like: .body(#"{"times":2,"do":{"error":"etcdTimeout"}}"#)
            ) { (cluster: inout Cluster, call, rules) throws(StatusError) in
                try cluster.replaceFault(call, by: rules)
            },
            .init(.delete, "removes a rule", .lasts, answers: .json) {
                (cluster: inout Cluster, call) throws(StatusError) in
                _ = try cluster.fault(call)
                return RemovedFaults(names: cluster.removeFaults(named: call["name"]))
            }),
    ]

    private func listing(of names: [String], _ call: ControlCall) -> FaultListing {
        FaultListing(reports: names.compactMap { faultReport(named: $0, at: call.wall) })
    }

    private func fault(_ call: ControlCall) throws(StatusError) -> FaultReport {
        guard let report = faultReport(named: call["name"], at: call.wall) else {
            throw .noRule(call["name"])
        }
        return report
    }

    private mutating func replaceFault(
        _ call: ControlCall, by rules: [FaultRule]
    ) throws(StatusError) -> FaultReport {
        guard rules.count == 1, var rule = rules.first else {
            throw .badRequest("\(call.location) takes one rule")
        }
        guard rule.name == nil || rule.name == call["name"] else {
            throw .badRequest("\"name\" must be the one in the path, or be left out")
        }
        rule.name = call["name"]
        try add([rule], replacing: true, at: call.wall)
        return try fault(call)
    }
}

extension StatusError {
    /// That there is no rule called `name`.
    static func noRule(_ name: String) -> StatusError {
        StatusError(
            code: 404, reason: "NotFound",
            message: "there is no rule \(GoQuote.quote(name)); GET /fake/faults lists them")
    }
}

extension FaultRule {
    /// The rules that `document` spells: one, a list of them, or a preset.
    ///
    /// Throws 400 for what is unknown or makes no sense, and says in which rule.
    package static func rules(in document: JSONValue) throws(StatusError) -> [FaultRule] {
        guard let list = document.array else { return try someRules(in: document) }
        var rules: [FaultRule] = []
        for (index, element) in list.enumerated() {
            do throws(StatusError) {
                guard element.object != nil else {
                    throw .badRequest("it must be an object, not \(element.shown)")
                }
                rules += try someRules(in: element)
            } catch {
                let name = element.object?["name"]?.string.map { " (\(GoQuote.quote($0)))" } ?? ""
                throw .badRequest("rule \(index + 1)\(name): \(error.message)")
            }
        }
        return rules
    }

    private static func someRules(in document: JSONValue) throws(StatusError) -> [FaultRule] {
        guard document.object?["preset"] != nil else { return [try FaultRule(document)] }
        let fields = try ControlObject(document, at: "", known: ["preset", "match", "tag"])
        guard let preset = try fields.choice("preset", FaultPreset.self) else {
            throw fields.refusal(of: "preset", "a text")
        }
        var match = RequestMatch()
        if let value = fields["match"] { match = try RequestMatch(value, at: "match") }
        var rules = preset.rules(on: match)
        if let tag = try fields.text("tag") {
            for index in rules.indices { rules[index].tag = tag }
        }
        return rules
    }
}

extension ControlField where Value == [FaultRule] {
    /// One rule or a list of them, as the body.
    fileprivate static var rules: ControlField {
        let descriptions = [
            ControlFieldDescription("name", .text, "its name; f1, f2, … where left out"),
            ControlFieldDescription("tag", .text, "by what it can be removed with others"),
            ControlFieldDescription("match", .object, "which requests: as at /fake/requests"),
            ControlFieldDescription("given", .object, "what must hold in the cluster"),
            ControlFieldDescription("skip", .whole, "how many requests are let through first"),
            ControlFieldDescription("times", .whole, "how often it acts; always where left out"),
            ControlFieldDescription("probability", .number, "how likely it acts, from 0 to 1"),
            ControlFieldDescription("until", .object, "its end: after, time, or a condition"),
            ControlFieldDescription(
                "at", .text, "received, beforeCommit, afterCommit, answering or watching",
                choices: FaultPhase.allCases.map(\.rawValue)),
            ControlFieldDescription(
                "do", .object, "an action, or a list of them: one after another"),
            ControlFieldDescription("timeout", .duration, "how long a request is held at most"),
            ControlFieldDescription("impossible", .flag, "whether it may do what no server can"),
            ControlFieldDescription(
                "preset", .text,
                "instead: " + FaultPreset.allCases.map(\.rawValue).joined(separator: ", "),
                choices: FaultPreset.allCases.map(\.rawValue)),
        ]
        let rule = ControlSchema.oneOf(.named(.faultRule), .named(.faultPreset))
        let schema = ControlSchema.oneOf(
            .named(.faultRule), .named(.faultPreset), .list(of: rule))
        return ControlField(descriptions, takesLists: true, body: schema) {
            said throws(StatusError) in
            try FaultRule.rules(in: said.document)
        }
    }
}

extension FaultReport: ControlDocument {
    static var schema: ControlSchema { .named(.faultReport) }
}

/// Rules, in the order in which they are asked.
private struct FaultListing: ControlReport {
    let reports: [FaultReport]

    static var schema: ControlSchema { .object(["faults": .list(of: .named(.faultReport))]) }

    var json: JSONValue { ["faults": .array(reports.map(\.json))] }

    var text: String {
        reports.isEmpty
            ? "There are no rules.\n" : reports.map { $0.line + "\n" }.joined()
    }
}

/// The rules that are gone.
private struct RemovedFaults: ControlDocument {
    let names: [String]

    static var schema: ControlSchema { .object(["removed": .list(of: .text)]) }

    var json: JSONValue { ["removed": .array(names.map { .string($0) })] }
}
