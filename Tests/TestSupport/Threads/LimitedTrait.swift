import Synchronization
package import Testing

/// Lets only a few test cases of all suites that have it run at the same time.
///
/// For those that run programs or servers and wait for them: if all of them began at once, each
/// would hold its processes and connections while hundreds of others have their turn.
package struct LimitedTrait: SuiteTrait, TestTrait, TestScoping {
    package let isRecursive = true

    private static let places = Places(4)

    package func scopeProvider(for test: Test, testCase: Test.Case?) -> LimitedTrait? {
        testCase == nil ? nil : self
    }

    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        await Self.places.take()
        defer { Self.places.giveBack() }
        try await function()
    }
}

extension Trait where Self == LimitedTrait {
    /// Runs programs or servers, of which there should be few at a time.
    package static var limited: LimitedTrait { LimitedTrait() }
}

/// A number of places, and those who wait for one, first come, first served.
private final class Places: Sendable {
    private let state: Mutex<State>

    private struct State {
        var free: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    init(_ count: Int) {
        state = Mutex(State(free: count))
    }

    func take() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                if state.free > 0 {
                    state.free -= 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    func giveBack() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.free += 1
            return nil
        }
        next?.resume()
    }
}
