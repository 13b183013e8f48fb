#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// A test asked for its cluster, and has none.
public struct NoFakeAPIServerError: Error, Hashable, CustomStringConvertible, LocalizedError {
    /// What is missing, and what to do about it.
    public var description: String {
        "this test has no server: give it or its suite the trait .fakeAPIServer(), as in "
            + "@Test(.fakeAPIServer()); a Task.detached does not see the server of its test"
    }

    /// The same as ``description``.
    public var errorDescription: String? { description }
}
