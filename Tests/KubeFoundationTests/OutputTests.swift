import Foundation
import KubeFoundation
import Testing

@Suite struct `Text that is written to an open file` {
    @Test func `arrives whole, however much it is`() throws {
        let pipe = Pipe()
        let text = String(repeating: "é\n", count: 200_000)
        let descriptor = pipe.fileHandleForWriting.fileDescriptor

        startThread(named: "writes") {
            output(text, to: descriptor)
            try? pipe.fileHandleForWriting.close()
        }

        let data = try pipe.fileHandleForReading.readToEnd()
        #expect(data.map { String(decoding: $0, as: UTF8.self) == text } == true)
    }

    @Test func `is given up where it cannot be written`() {
        output("nobody reads this", to: -1)
    }
}
