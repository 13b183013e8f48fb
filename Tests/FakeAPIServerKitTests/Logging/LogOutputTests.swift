import Foundation
import KubeTestSupport
import Testing

@testable import FakeAPIServerKit

@Suite struct `The log` {
    private let pipe = Pipe()

    private func output(keptBytesMax: Int = 1000) -> LogOutput {
        LogOutput(
            descriptor: pipe.fileHandleForWriting.fileDescriptor, keptBytesMax: keptBytesMax)
    }

    private static func line(_ number: Int) -> String { "line \(number)\n" }

    /// Writes lines until some are dropped, and returns how many were written.
    private func fill(_ output: LogOutput) -> Int {
        // A pipe takes 64 KiB before it is full.
        let count = 20_000
        for number in 0..<count { output.write(Self.line(number)) { "\($0) dropped\n" } }
        return count
    }

    @Test func `is written at once while somebody reads`() throws {
        output().write("a line\n") { _ in "" }
        #expect(pipe.fileHandleForReading.availableData == Data("a line\n".utf8))
    }

    @Test func `does not wait for who does not read, and tells how much that one missed`() async {
        let output = output()
        let count = fill(output)
        let told = await onThread { [reading = pipe.fileHandleForReading] in
            var told = Told()
            while told.lines.count + told.droppedCount < count {
                told.read(String(decoding: reading.availableData, as: UTF8.self))
            }
            return told
        }

        #expect(told.droppedCount > 0)
        // Each line is there once, and in order.
        #expect(told.lines.count > 1000)
        #expect(zip(told.lines, told.lines.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func `goes on when somebody reads again`() async {
        let output = output()
        let count = fill(output)
        let reading = pipe.fileHandleForReading
        await onThread {
            var told = Told()
            while told.lines.count + told.droppedCount < count {
                told.read(String(decoding: reading.availableData, as: UTF8.self))
            }
        }
        output.flush()
        output.write("later\n") { _ in "" }
        #expect(reading.availableData == Data("later\n".utf8))
    }

    /// What somebody has read.
    private struct Told {
        /// The numbers of the lines.
        var lines: [Int] = []
        /// How many were dropped, as far as it is told.
        var droppedCount = 0
        private var rest = ""

        mutating func read(_ text: String) {
            var words = (rest + text).split(separator: "\n", omittingEmptySubsequences: false)
            rest = words.popLast().map { String($0) } ?? ""
            for line in words {
                let parts = line.split(separator: " ")
                if parts.first == "line" {
                    lines.append(parts.last.flatMap { Int($0) } ?? -1)
                } else {
                    droppedCount += parts.first.flatMap { Int($0) } ?? 0
                }
            }
        }
    }

    @Test func `keeps lines that are too long for one write in their order`() async throws {
        let output = output(keptBytesMax: 1 << 20)
        let long = String(repeating: "x", count: 10_000) + "\n"
        output.write(long) { _ in "" }
        output.write("short\n") { _ in "" }
        let reading = pipe.fileHandleForReading
        let text = await onThread {
            var text = ""
            while !text.hasSuffix("short\n") {
                text += String(decoding: reading.availableData, as: UTF8.self)
            }
            return text
        }
        #expect(text == long + "short\n")
    }
}
