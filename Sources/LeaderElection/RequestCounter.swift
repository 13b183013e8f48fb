/// Numbers the requests of one machine.
struct RequestCounter: Sendable {
    private var last: UInt64 = 0

    /// A request with a number of its own.
    mutating func request(
        _ method: String, _ path: String, body: [UInt8] = [], isWatch: Bool = false
    ) -> ClientRequest {
        last += 1
        return ClientRequest(id: last, method: method, path: path, body: body, isWatch: isWatch)
    }
}
