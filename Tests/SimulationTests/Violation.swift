/// A rule that the server or an elector has broken.
struct Violation: Error {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
