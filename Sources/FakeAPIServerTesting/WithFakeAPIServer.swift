@_exported public import FakeAPIServerKit
package import KubeCluster

/// Runs a server while `body` runs: in this process, on a free port, with nothing left behind.
///
///     try await withFakeAPIServer(coordinated: true, clock: .manual()) { server in
///         let client = MyClient(baseURL: server.url)
///         …
///     }
///
/// - Parameters:
///   - coordinated: Whether components are elected by the coordinator; see ``ClusterOptions/coordinated``.
///   - featureGates: The gates to switch; the others have the default of the release.
///   - runtimeConfig: The API versions to switch, such as `.leaseCandidates(.v1beta1)`.
///   - emulatedVersion: The release to be, such as `1.31`; the newest by default.
///   - clock: What moves the server's time; `.manual()` stands still until it is advanced.
///   - seed: The number from which everything random follows; a random one by default.
///   - configure: Changes any other option.
///   - body: What to do with the running server.
/// - Returns: What `body` returns.
/// - Throws: What is wrong with the options, why no port could be bound, or what `body` throws.
@discardableResult
public nonisolated(nonsending) func withFakeAPIServer<Result>(
    coordinated: Bool = false,
    featureGates: FeatureGateSettings = [:],
    runtimeConfig: [RuntimeConfigSetting] = [],
    emulatedVersion: String? = nil,
    clock: ClockSetting = .real(),
    seed: UInt64? = nil,
    configure: (inout ServerOptions) -> Void = { _ in },
    _ body: nonisolated(nonsending) (FakeAPIServer) async throws -> Result
) async throws -> Result {
    var options = ServerOptions(
        emulatedVersion: emulatedVersion, coordinated: coordinated, featureGates: featureGates,
        runtimeConfig: runtimeConfig)
    options.clock = clock
    options.seed = seed
    configure(&options)
    let server = try FakeAPIServer(options)
    do {
        let result = try await body(server)
        await server.shutDown()
        return result
    } catch {
        await server.shutDown()
        throw error
    }
}
