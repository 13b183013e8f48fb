import Foundation
import KubeFoundation
import Synchronization
import Testing

#if os(Linux)
    @Suite struct `The other threads of a process` {
        @Test func `are seen to run`() async {
            let isOver = Atomic(false)
            await withCheckedContinuation { continuation in
                Thread.detachNewThread {
                    continuation.resume()
                    while !isOver.load(ordering: .relaxed) {}
                }
            }
            let areRunning = OtherThreads.areRunning
            #expect(areRunning == true)
            isOver.store(true, ordering: .relaxed)
        }

        @Test func `are seen to sleep in a process that does nothing else`() throws {
            // This one runs many tests, so that another one is looked at.
            let process = Process()
            process.executableURL = URL(filePath: "/bin/sleep")
            process.arguments = ["60"]
            try process.run()
            defer { process.terminate() }
            let tasks = "/proc/\(process.processIdentifier)/task"
            while let count = OtherThreads.runningCount(in: tasks), count > 0 {}
            #expect(process.isRunning)
            #expect(OtherThreads.runningCount(in: "/nowhere") == nil)
        }
    }
#endif
