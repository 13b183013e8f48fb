import Foundation
import KubeFoundation
import Synchronization
import Testing

#if os(Linux)
    @Suite struct `The other threads of a process` {
        @Test func `are seen to run`() {
            let hasBegun = Atomic(false)
            let isOver = Atomic(false)
            Thread.detachNewThread {
                hasBegun.store(true, ordering: .relaxed)
                while !isOver.load(ordering: .relaxed) {}
            }
            // Nothing here waits for a turn, so that the thread does not run for long.
            while !hasBegun.load(ordering: .relaxed) { sched_yield() }
            let areRunning = OtherThreads.areRunning
            isOver.store(true, ordering: .relaxed)
            #expect(areRunning == true)
        }

        @Test func `are seen to sleep in a process that does nothing else`() throws {
            // This one runs many tests, so that another one is looked at.
            let process = Process()
            process.executableURL = URL(filePath: "/bin/sleep")
            process.arguments = ["60"]
            try process.run()
            defer { process.terminate() }
            let tasks = "/proc/\(process.processIdentifier)/task"
            while let count = OtherThreads.runningCount(in: tasks), count > 0 { sched_yield() }
            #expect(process.isRunning)
            #expect(OtherThreads.runningCount(in: "/nowhere") == nil)
        }
    }
#endif
