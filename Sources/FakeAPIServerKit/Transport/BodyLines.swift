/// The lines of a body that goes on.
struct BodyLines {
    private var parts: AsyncThrowingStream<[UInt8], any Error>.Iterator
    private var lines: ArraySlice<[UInt8]> = []
    /// What has come of the next line.
    private var rest: [UInt8] = []

    init(_ response: FakeTransport.Response) {
        parts = response.body.makeAsyncIterator()
    }

    /// The next line, without its end, for which this waits; nil when the body has ended.
    mutating func next(
        isolation: isolated (any Actor)?
    ) async throws(FakeAPIServerError) -> [UInt8]? {
        while lines.isEmpty {
            let part: [UInt8]?
            do {
                part = try await parts.next(isolation: isolation)
            } catch {
                throw error as? FakeAPIServerError ?? FakeAPIServerError(.noAnswer, "\(error)")
            }
            guard let part else { return nil }
            let found = (rest + part).split(
                separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            rest = Array(found.last ?? [])
            lines = found.dropLast().map { Array($0) }[...]
        }
        return lines.popFirst()
    }
}
