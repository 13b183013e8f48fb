import KubeAPI
import Testing

@Suite struct `Writing protobuf` {
    @Test(
        arguments: [
            (0, [0x08, 0]), (1, [0x08, 1]), (127, [0x08, 0x7F]), (128, [0x08, 0x80, 1]),
            (300, [0x08, 0xAC, 2]),
            (-1, [0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1]),
        ] as [(Int64, [UInt8])])
    func `packs integers into as few bytes as they need`(value: Int64, bytes: [UInt8]) {
        var writer = ProtobufWriter()
        writer.write(value, at: 1)
        #expect(writer.bytes == bytes)
    }

    @Test func `puts the length before texts, bytes and messages`() {
        var writer = ProtobufWriter()
        writer.write("é", at: 2)
        writer.write([7, 8] as [UInt8], at: 16)
        writer.writeMessage(at: 3) { $0.write(true, at: 1) }
        writer.writeMessage(at: 4) { _ in }
        #expect(
            writer.bytes == [0x12, 2, 0xC3, 0xA9, 0x82, 1, 2, 7, 8, 0x1A, 2, 0x08, 1, 0x22, 0])
    }
}
