import FakeAPIServerKit
import Foundation
import Synchronization

/// A program that was started, and what it has written.
final class LaunchedProgram: Sendable {
    /// The number by which the system knows the process.
    let processIdentifier: Int32

    private let progress: ProgramProgress
    /// What the program reads: it ends with this process, and the program with it.
    private let input: Mutex<FileHandle>

    /// Starts the program at `executable`.
    init(_ executable: URL, _ arguments: [String]) throws(FakeAPIServerError) {
        let progress = ProgramProgress()
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = executable
        process.arguments = arguments
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        // Another program that is started would keep this one alive.
        _ = fcntl(input.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
        do {
            try process.run()
        } catch {
            throw FakeAPIServerError(
                .notStarted, "\(executable.path) cannot be run: \(error.localizedDescription)")
        }
        self.progress = progress
        self.input = Mutex(input.fileHandleForWriting)
        processIdentifier = process.processIdentifier
        let descriptor = output.fileHandleForReading.fileDescriptor
        // Foundation's own handlers do not always hear of the end.
        Thread.detachNewThread {
            while let bytes = readSome(descriptor) { progress.take(bytes) }
            progress.end()
            withExtendedLifetime(output) {}
        }
    }

    /// What it has written so far: the last mebibyte of it.
    var output: String { progress.output }

    /// The first line, for which this waits; nil when the program ends before.
    func firstLine() async -> String? { await progress.firstLine() }

    /// Tells the program to end.
    func stop() {
        guard !progress.hasEnded else { return }
        input.withLock { try? $0.close() }
    }

    /// Waits until the program has ended, and all that it has written is there.
    func end() async { await progress.waitForEnd() }
}

extension LaunchedProgram {
    /// The program called `name`: the one beside the program that runs, or in a folder of `PATH`; nil when
    /// there is none.
    static func find(_ name: String) -> URL? {
        let folders = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let paths = folders.split(separator: ":").map { URL(filePath: String($0)) }
        return (neighbours + paths).map { $0.appending(path: name) }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }

    /// The folders in which the programs lie that were built with this one.
    private static var neighbours: [URL] {
        let bundles = Bundle.allBundles.filter { $0.bundlePath.hasSuffix(".xctest") }
        return [Bundle.main.bundleURL] + bundles.map { $0.bundleURL.deletingLastPathComponent() }
    }
}

/// What comes next of a pipe, for which this waits; nil when nothing does.
private func readSome(_ descriptor: Int32) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
        let count = read(descriptor, &buffer, buffer.count)
        if count > 0 { return Array(buffer[..<count]) }
        guard count < 0, errno == EINTR else { return nil }
    }
}

/// What has come of a program.
private final class ProgramProgress: Sendable {
    private let state = Mutex(State())

    private static let outputBytesMax = 1 << 20

    private struct State {
        var output: [UInt8] = []
        var firstLine: String?
        /// Whether the program has closed its output, as it does when it ends.
        var hasEnded = false
        var lineWaiters: [CheckedContinuation<String?, Never>] = []
        var endWaiters: [CheckedContinuation<Void, Never>] = []
    }

    var output: String { String(decoding: state.withLock(\.output), as: UTF8.self) }

    var hasEnded: Bool { state.withLock(\.hasEnded) }

    func take(_ bytes: [UInt8]) {
        change { state in
            state.output += bytes
            if state.firstLine == nil, let end = state.output.firstIndex(of: UInt8(ascii: "\n")) {
                state.firstLine = String(decoding: state.output[..<end], as: UTF8.self)
            }
            state.output.removeFirst(max(0, state.output.count - Self.outputBytesMax))
        }
    }

    func end() { change { $0.hasEnded = true } }

    func firstLine() async -> String? {
        await withCheckedContinuation { continuation in
            change { $0.lineWaiters.append(continuation) }
        }
    }

    func waitForEnd() async {
        await withCheckedContinuation { continuation in
            change { $0.endWaiters.append(continuation) }
        }
    }

    /// Changes the state, and tells those who wait for that.
    private func change(_ body: (inout State) -> Void) {
        let (line, lineWaiters, endWaiters) = state.withLock { state in
            body(&state)
            let knowsLine = state.firstLine != nil || state.hasEnded
            defer {
                if knowsLine { state.lineWaiters = [] }
                if state.hasEnded { state.endWaiters = [] }
            }
            return (
                state.firstLine, knowsLine ? state.lineWaiters : [],
                state.hasEnded ? state.endWaiters : []
            )
        }
        for waiter in lineWaiters { waiter.resume(returning: line) }
        for waiter in endWaiters { waiter.resume() }
    }
}
