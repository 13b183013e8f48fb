/// The limits of a server in one place, to which each of its connections refers.
final class SharedLimits: Sendable {
    let values: ServerLimits

    init(_ values: ServerLimits) {
        self.values = values
    }
}
