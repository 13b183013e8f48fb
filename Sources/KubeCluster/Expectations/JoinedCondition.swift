import KubeAPI
import KubeJSON

/// Conditions that are joined: all, any, or one that must not hold.
struct JoinedCondition: ConditionPart {
    /// How they are joined, by the name in documents.
    enum Join: String, Hashable, Sendable {
        case all
        case any
        case not
    }

    let join: Join
    let conditions: [Condition]

    init(_ join: Join, _ conditions: [Condition]) {
        self.join = join
        self.conditions = conditions
    }

    func subjects(turning holds: Bool) -> [ConditionSubject] {
        conditions.flatMap { $0.part.subjects(turning: join == .not ? !holds : holds) }
    }

    var questions: [JournalQuestion] { conditions.flatMap(\.part.questions) }

    var rules: [String] { conditions.flatMap(\.part.rules) }

    var readsTerms: Bool { conditions.contains { $0.part.readsTerms } }

    func check(in cluster: Cluster) throws(StatusError) {
        guard !conditions.isEmpty else {
            throw .badRequest("\"\(join.rawValue)\" must be a list of conditions")
        }
        for condition in conditions { try condition.part.check(in: cluster) }
    }

    func holds(in cluster: Cluster, at moment: ConditionMoment) -> Bool {
        switch join {
        case .all: conditions.allSatisfy { $0.part.holds(in: cluster, at: moment) }
        case .any: conditions.contains { $0.part.holds(in: cluster, at: moment) }
        case .not: !conditions.contains { $0.part.holds(in: cluster, at: moment) }
        }
    }

    func isLost(in cluster: Cluster) -> Bool {
        switch join {
        case .all: conditions.contains { $0.part.isLost(in: cluster) }
        case .any: conditions.allSatisfy { $0.part.isLost(in: cluster) }
        case .not: false
        }
    }

    func nextDue(in cluster: Cluster, at moment: ConditionMoment) -> ConditionDue {
        conditions.map { $0.part.nextDue(in: cluster, at: moment) }
            .reduce(ConditionDue()) { $0.earlier($1) }
    }

    func account(in cluster: Cluster, at moment: ConditionMoment) -> ConditionAccount {
        let accounts = conditions.map { $0.part.account(in: cluster, at: moment) }
        let (holding, failing) = (accounts.filter(\.holds), accounts.filter { !$0.holds })
        switch join {
        case .all:
            let holds = failing.isEmpty
            return Self.joined(holds ? holding : failing, holds: holds, by: holds ? ", and " : "; ")
        case .any:
            let told = holding.first.map { [$0] } ?? failing
            return Self.joined(told, holds: !holding.isEmpty, by: "; ")
        case .not:
            let told = holding.isEmpty ? failing : holding
            return Self.joined(told, holds: holding.isEmpty, by: "; ")
        }
    }

    private static func joined(
        _ accounts: [ConditionAccount], holds: Bool, by separator: String
    ) -> ConditionAccount {
        ConditionAccount(
            holds: holds, text: accounts.map(\.text).joined(separator: separator),
            request: accounts.compactMap(\.request).max(),
            version: accounts.compactMap(\.version).max())
    }

    init(_ join: Join, _ value: JSONValue, at place: String) throws(StatusError) {
        let document = try ControlObject(value, at: place, known: [join.rawValue])
        let path = document.path(join.rawValue)
        guard join != .not else {
            self.init(.not, [try Condition(document["not"] ?? .null, at: path)])
            return
        }
        guard let list = document[join.rawValue]?.array, !list.isEmpty else {
            throw document.refusal(of: join.rawValue, "a list of conditions")
        }
        var conditions: [Condition] = []
        for (index, element) in list.enumerated() {
            conditions.append(try Condition(element, at: "\(path)[\(index)]"))
        }
        self.init(join, conditions)
    }

    var json: JSONValue {
        let list = conditions.map(\.part.json)
        return .object(JSONObject([(join.rawValue, join == .not ? list[0] : .array(list))]))
    }
}
