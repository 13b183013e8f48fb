import FakeAPIServerKit

extension ServerOptions {
    /// What every flag is unless it is given.
    static let defaults = {
        var options = ServerOptions()
        // Where kubectl looks by itself.
        options.port = 8080
        return options
    }()
}
