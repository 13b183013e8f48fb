import KubeHTTP1
import KubeRegistry
import KubeTime
import Testing

@testable import KubeEndpoints

@Suite struct `Compressing an answer` {
    @Test(
        arguments: [
            ("gzip", true), ("deflate, gzip", true), ("br,gzip ,x", true), (nil, false),
            ("", false), ("GZIP", false), ("gzip;q=1", false), ("x-gzip, *", false),
        ] as [(String?, Bool)])
    func `needs a client that accepts gzip`(accepted: String?, isCompressed: Bool) throws {
        let answer = try answer(bytes: 131_073, accepting: accepted)

        #expect(answer.fields["Content-Encoding"] == (isCompressed ? "gzip" : nil))
        #expect(answer.fields["Vary"] == (isCompressed ? "Accept-Encoding" : nil))
        #expect((answer.body.count == 131_073) == !isCompressed)
        #expect(try isCompressed ? inflate(answer.body).count == 131_073 : true)
    }

    @Test(arguments: [(131_072, false), (131_073, true), (3_000_000, true)])
    func `is for large documents`(bytes: Int, isCompressed: Bool) throws {
        let answer = try answer(bytes: bytes, accepting: "gzip")

        #expect(answer.fields["Content-Encoding"] == (isCompressed ? "gzip" : nil))
        let body = try isCompressed ? inflate(answer.body) : answer.body
        #expect(body == document(bytes: bytes) + [UInt8(ascii: "\n")])
    }

    @Test func `can be switched off`() throws {
        let answer = try answer(
            bytes: 131_073, accepting: "gzip", gates: ["APIResponseCompression=false"])

        #expect(answer.fields["Content-Encoding"] == nil)
        #expect(answer.body.count == 131_073)
    }

    @Test(arguments: [0, 1, 100_000])
    func `gives back what went in`(count: Int) throws {
        // Noise grows when it is compressed.
        var random = Random(seed: 7)
        let noise = (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }

        #expect(try inflate(#require(Gzip.compress(noise))) == noise)
    }

    /// The answer with a document of so many bytes, the line break at its end included.
    private func answer(
        bytes: Int, accepting accepted: String?, gates: [String] = []
    ) throws -> HTTPResponse {
        var writer = ResponseWriter(
            try FeatureGates(flagValues: gates, at: .newest), random: Random(seed: 1))
        return writer.writeDocument(
            document(bytes: bytes), status: 200, ResponseFormat(.json),
            for: try request("GET", "/", ["Accept-Encoding": accepted]))
    }

    private func document(bytes: Int) -> [UInt8] {
        let letters = (0..<bytes - 3).map { UInt8(ascii: "a") + UInt8($0 / 7 % 20) }
        return [UInt8(ascii: "\"")] + letters + [UInt8(ascii: "\"")]
    }
}
