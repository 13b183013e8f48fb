import KubeAPI

extension NameFormat {
    /// The problems of a name, or of a prefix that generated characters will follow: a dash at its
    /// end is then forgiven (`AM/api/validation`, maskTrailingDash).
    func problems(of name: String, isPrefix: Bool) -> [String] {
        guard isPrefix, name.utf8.count > 1, name.hasSuffix("-") else { return problems(of: name) }
        return problems(of: name.dropLast(2) + "a")
    }
}
