import FakeAPIServerKit

extension ServerOptions {
    /// What every flag is unless it is given.
    static let defaults = ServerOptions()
}
