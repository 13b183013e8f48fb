import KubeCluster
import KubeRegistry
import KubeStore
import KubeTestSupport
import KubeTime
import Testing

@Suite struct `The first revision of a run` {
    @Test func `follows from the time`() {
        #expect(FirstRevision.following(.epoch) == 2)
        #expect(FirstRevision.following(.epoch + .seconds(1)) == 100_002)
        #expect(FirstRevision.following(.epoch + .microseconds(10)) == 3)
    }

    @Test func `is that of a new cluster when the machine's clock is wrong`() {
        #expect(FirstRevision.following(.epoch - .seconds(1)) == 2)
        #expect(FirstRevision.following(Timestamp(microseconds: .min)) == 2)
    }

    @Test func `can be held by a floating-point number for centuries`() {
        let in2500 = Timestamp(seconds: 16_725_225_600)
        #expect(FirstRevision.following(in2500) < 1 << 53)
    }

    @Test(
        arguments: [
            (0, false), (1, true), (2, true), (1 << 62, true), ((1 << 62) + 1, false),
        ] as [(UInt64, Bool)])
    func `can be named, within bounds`(revision: UInt64, isValid: Bool) {
        var options = ClusterOptions()
        options.firstResourceVersion = revision
        let message =
            "--first-resource-version \(revision) must be between 1 and 4611686018427387904, "
            + "inclusive"

        #expect(complaint(about: options) == (isValid ? nil : message))
    }

    private func complaint(about options: ClusterOptions) -> String? {
        do throws(FlagError) {
            _ = try ClusterSettings(options)
            return nil
        } catch {
            return error.description
        }
    }
}

@Suite struct `A new store` {
    private let now = Timestamp.epoch + .seconds(60)

    @Test func `goes by the time under a real clock`() throws {
        #expect(try firstRevision { $0.clock = .real() } == 6_000_002)
        #expect(try firstRevision { $0.clock = .real(startingAt: .epoch) } == 6_000_002)
    }

    @Test func `is the same every time under a manual clock`() throws {
        #expect(try firstRevision { $0.clock = .manual() } == 2)
        #expect(try firstRevision { $0.clock = .manual(startingAt: now) } == 2)
    }

    @Test(arguments: [UInt64(1), 700])
    func `begins where it is told to`(revision: UInt64) throws {
        #expect(try firstRevision { $0.firstResourceVersion = revision } == revision)
        let manual = try firstRevision {
            $0.clock = .manual()
            $0.firstResourceVersion = revision
        }
        #expect(manual == revision)
    }

    /// The revision of the first object in a store of a cluster with these options.
    private func firstRevision(_ configure: (inout ClusterOptions) -> Void) throws -> UInt64? {
        var options = ClusterOptions()
        configure(&options)
        let store = try ClusterSettings(options).newStore(at: now)
        var host = try TestHost(options, store: store, at: now)
        return host.clusters.withCluster(.default) { cluster in
            cluster.registry.store.objects.map(\.revision).min()
        } ?? nil
    }
}
