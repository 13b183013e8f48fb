import KubeTime
import Synchronization

/// Runs tasks on the thread that steps it, in an order that follows from a seed.
///
/// So a test knows when they have done all that they can without time passing or an answer coming.
package final class StepExecutor: TaskExecutor {
    private let content: Mutex<Content>

    private struct Content {
        var jobs: [UnownedJob] = []
        var random: Random
    }

    /// An executor of the order that `seed` stands for.
    package init(seed: UInt64) {
        content = Mutex(Content(random: Random(seed: seed)))
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        content.withLock { $0.jobs.append(job) }
    }

    /// Runs until there is nothing left to do; returns whether there was anything.
    @discardableResult
    package func runUntilIdle() -> Bool {
        var hasRun = false
        while let job = takeJob() {
            hasRun = true
            job.runSynchronously(on: asUnownedTaskExecutor())
        }
        return hasRun
    }

    private func takeJob() -> UnownedJob? {
        content.withLock { content in
            guard !content.jobs.isEmpty else { return nil }
            let index = Int.random(in: content.jobs.indices, using: &content.random)
            return content.jobs.remove(at: index)
        }
    }
}
