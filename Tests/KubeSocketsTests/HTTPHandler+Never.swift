import KubeHTTP1
import KubeTime

/// What a handler says that never has a request wait.
extension HTTPHandler where Waiting == Never {
    mutating func resume(
        _ waiting: inout Never, at now: Timestamp
    ) -> HTTPReply<Never, Stream>? {}

    mutating func abandon(_ waiting: Never) {}
}

/// What a handler says that never streams.
extension HTTPHandler where Stream == Never {
    mutating func produce(
        _ stream: inout Never, into output: inout [UInt8], at now: Timestamp
    ) -> StreamProgress {}

    mutating func cancel(_ stream: Never) {}
}
