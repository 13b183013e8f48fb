/// Names for values that differ from run to run, numbered by first appearance: `<uid#1>`.
///
/// So what is compared is which values are the same, not which they are.
struct Tokens {
    private let kind: String
    private var tokens: [String: String] = [:]

    init(_ kind: String) {
        self.kind = kind
    }

    subscript(value: String) -> String {
        mutating get {
            if let token = tokens[value] { return token }
            let token = "<\(kind)#\(tokens.count + 1)>"
            tokens[value] = token
            return token
        }
    }
}
