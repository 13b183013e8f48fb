import KubeTestSupport
import Testing

@testable import KubeRegistry

extension ControllerManager {
    /// Works until nothing is left to do at once.
    mutating func settle(in fixture: inout RegistryFixture) {
        untilDone {
            advance(to: fixture.now, in: &fixture.registry)
            return !hasMore
        }
    }
}
