import CFuzzer
import Foundation
import KubeFuzzing

/// Looks for inputs that show a fault, guided by the branches that they take.
///
///     fuzzer FORMAT [OPTIONS OF LIBFUZZER] FOLDER…
@main
enum Fuzzer {
    /// What is being looked through; it is only set before the first input, on the thread of all of them.
    nonisolated(unsafe) private static var format = FuzzedFormat.json

    /// The server that all inputs are sent to.
    nonisolated(unsafe) private static var server: FuzzedServer?

    static func main() throws {
        var arguments = CommandLine.arguments
        guard arguments.count > 1, let format = FuzzedFormat(rawValue: arguments.remove(at: 1))
        else {
            let formats = FuzzedFormat.allCases.map(\.rawValue).joined(separator: ", ")
            FileHandle.standardError.write(Data("Which format? One of \(formats).\n".utf8))
            exit(2)
        }
        self.format = format
        server = try FuzzedServer()
        var count = Int32(arguments.count)
        var options: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? =
            .allocate(capacity: arguments.count + 1)
        for (index, argument) in arguments.enumerated() { options?[index] = strdup(argument) }
        options?[arguments.count] = nil
        exit(LLVMFuzzerRunDriver(&count, &options) { bytes, size in Fuzzer.run(bytes, size) })
    }

    private static func run(_ bytes: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
        let input = Array(UnsafeBufferPointer(start: bytes, count: size))
        do throws(FuzzFinding) {
            try server?.play(input, as: format)
        } catch {
            fatalError("\(error)")
        }
        return 0
    }
}
