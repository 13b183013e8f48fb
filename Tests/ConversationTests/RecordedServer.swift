import FakeAPIServerKit
import KubeTestSupport
import KubeTime

@testable import fake_apiserver

/// The server as it was when conversations were recorded.
enum RecordedServer {
    /// When conversations take place: a moment after the instants that their requests name.
    static let epoch = Timestamp(seconds: 1_795_247_119)

    /// A server in process that was started with `flags`.
    static func host(flags: [String]) throws -> TestHost {
        let options = try Invocation(flags).options
        return try TestHost(options.cluster, seed: 36, at: epoch)
    }
}
