import Foundation
import KubeFoundation
import Testing

@Suite struct `A thread of its own` {
    @Test func `does the work elsewhere, while who starts it goes on`() {
        let (start, end) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))

        startThread(named: "waits") {
            start.wait()
            end.signal()
        }
        start.signal()

        end.wait()
    }

    #if os(Linux)
        @Test(arguments: ["checkpoints", "fake-apiserver"])
        func `has the name that it is given`(name: String) throws {
            let end = DispatchSemaphore(value: 0)
            let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
            defer { try? FileManager.default.removeItem(at: file) }

            startThread(named: name) {
                let comm = try? String(contentsOfFile: "/proc/thread-self/comm", encoding: .utf8)
                try? comm?.write(to: file, atomically: true, encoding: .utf8)
                end.signal()
            }
            end.wait()

            #expect(try String(contentsOf: file, encoding: .utf8) == name + "\n")
        }
    #endif
}
