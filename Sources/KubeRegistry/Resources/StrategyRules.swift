import KubeAPI
import KubeJSON

/// What the name of an election strategy may look like.
enum StrategyRules {
    /// What is wrong with `strategy`; the path repeats `strategy`, as upstream's does.
    static func problems(with strategy: String, at path: String) -> [FieldError] {
        let field = "\(path).strategy"
        if strategy.utf8.contains(UInt8(ascii: "/")) {
            return NameFormat.qualifiedName.problems(of: strategy).map {
                .invalid(field, .string(strategy), $0, isOfNamedType: true)
            }
        }
        guard strategy != ElectionStrategy.oldestEmulationVersion else { return [] }
        return [
            .notSupported(
                field, .string(strategy), supported: [ElectionStrategy.oldestEmulationVersion],
                isOfNamedType: true)
        ]
    }
}
