/// How the client of a stream sees where its body ends.
package enum StreamFraming: Hashable, Sendable {
    /// By a last chunk.
    case chunked
    /// By the end of the connection.
    case close
    /// By its length, which the head has told.
    case length
    /// There is no body: the answer to `HEAD`.
    case none

    /// Appends bytes of the body; none append nothing, since an empty chunk would end it.
    package func append(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
        guard !bytes.isEmpty else { return }
        switch self {
        case .chunked:
            output.append(digitsOf: bytes.count, radix: 16)
            output.appendLineEnd()
            output.append(contentsOf: bytes)
            output.appendLineEnd()
        case .close, .length:
            output.append(contentsOf: bytes)
        case .none:
            break
        }
    }

    /// Appends the end of the body.
    package func appendEnd(to output: inout [UInt8]) {
        if self == .chunked { output.append(contentsOf: "0\r\n\r\n".utf8) }
    }
}
