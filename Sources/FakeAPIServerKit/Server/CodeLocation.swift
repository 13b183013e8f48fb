/// A place in the code of a test.
public struct CodeLocation: Hashable, Sendable {
    /// The module and the file, such as `FailoverTests/FailoverTests.swift`.
    public let fileID: String

    /// The path of the file on the machine that has compiled it.
    public let filePath: String

    /// The line, from 1.
    public let line: Int

    /// The column, from 1.
    public let column: Int
}

extension CodeLocation: CustomStringConvertible {
    /// Such as `FailoverTests/FailoverTests.swift:12`.
    public var description: String { "\(fileID):\(line)" }
}

extension CodeLocation {
    /// What `body` returns; what it throws says that it was asked for here.
    func locate<Value>(
        _ body: () async throws(FakeAPIServerError) -> Value
    ) async throws(FakeAPIServerError) -> Value {
        do throws(FakeAPIServerError) {
            return try await body()
        } catch {
            var error = error
            error.location = self
            throw error
        }
    }
}
