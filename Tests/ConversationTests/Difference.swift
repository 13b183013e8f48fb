import KubeJSON

/// Something in which an answer is not the recorded one.
struct Difference: Hashable, CustomStringConvertible {
    /// Where: `.body.metadata.name`.
    let path: String
    /// What is wrong there.
    let text: String

    var description: String { "\(path)\(text)" }
}
