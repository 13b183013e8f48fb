// How an elector is run.
extension LeaderElector {
    /// Competes until the task is cancelled, and again after each leadership that is lost.
    ///
    /// Who wants to know where it is reads ``states``. When the task is cancelled the elector stops
    /// leading, gives the lease back, and returns; that takes as long as the server does to answer, but
    /// not longer than the configuration's `renewDeadline`.
    ///
    /// An elector is run once at a time.
    public func run() async {
        let (inputs, input) = AsyncStream<ElectorRun.Input>.makeStream()
        let task = begin(ElectorRun.Orders(inputs: inputs, input: input, leaderships: nil))
        await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            input.yield(.stop)
        }
    }

    /// Competes until the task is cancelled or `body` ends by itself, and runs `body` in each leadership.
    ///
    /// When leadership is lost `body` is cancelled; once it has ended, the elector competes again. When
    /// the task is cancelled `body` is cancelled too, and the lease is renewed until it has ended; then it
    /// is given back, and this returns.
    ///
    /// - Parameter body: What only a leader may do. It must end soon when it is cancelled: within an eighth
    ///   of the lease nobody else begins.
    /// - Throws: What `body` throws, but for the `CancellationError` of one that was cancelled.
    public func run(
        whileLeading body: @escaping @Sendable (Leadership) async throws -> Void
    ) async throws {
        try await lead { work in
            let result = await work.run(body)
            if work.loss == nil { return .some(result) }
            // A loss ends the body, and nothing else.
            if case .failure(let error) = result, !(error is CancellationError) {
                return .some(result)
            }
            return nil
        }?.getUnlessCancelled()
    }

    /// Waits until this elector leads, runs `body`, gives the lease back, and returns what `body` returns.
    ///
    /// - Parameter body: What only a leader may do. It is cancelled when leadership is lost.
    /// - Returns: What `body` returns.
    /// - Throws: ``LeadershipLostError`` when leadership was lost before `body` had ended, whatever it then
    ///   returned or threw; what `body` throws otherwise; `CancellationError` when the task was cancelled
    ///   before this elector led.
    public func withLeadership<Output: Sendable>(
        _ body: @escaping @Sendable (Leadership) async throws -> Output
    ) async throws -> Output {
        let result = await lead { work -> Result<Output, any Error>? in
            let result = await work.run(body)
            guard let loss = work.loss else { return result }
            return .failure(LeadershipLostError(leadership: work.leadership, loss: loss))
        }
        guard let result else { throw CancellationError() }
        return try result.get()
    }

    /// Competes, and calls `work` in each leadership, until that returns something or the task is
    /// cancelled; returns when the lease is given back.
    private func lead<Output: Sendable>(
        _ work: (LeadershipWork) async -> Output?
    ) async -> Output? {
        let (inputs, input) = AsyncStream<ElectorRun.Input>.makeStream()
        let (leaderships, leadership) = AsyncStream<LeadershipWork>.makeStream()
        let task = begin(ElectorRun.Orders(inputs: inputs, input: input, leaderships: leadership))
        return await withTaskCancellationHandler {
            var output: Output?
            // It ends when the task is cancelled.
            for await leadership in leaderships {
                output = await work(leadership)
                if output != nil { break }
                input.yield(.workEnded)
            }
            input.yield(.finish)
            await task.value
            return output
        } onCancel: {
            input.yield(.stop)
        }
    }

    /// Starts a run in a task of its own, which goes on when the one that waits for it is cancelled: what
    /// is cancelled must still be able to give the lease back.
    private func begin(_ orders: ElectorRun.Orders) -> Task<Void, Never> {
        Task(executorPreference: taskExecutor) {
            guard let machine = try? ElectorMachine(self.configuration, seed: self.seed) else {
                preconditionFailure("the configuration was found to be right")
            }
            var run = ElectorRun(self, machine, orders)
            await run.run()
        }
    }
}

extension Result where Failure == any Error, Success == Void {
    /// Throws the error, unless it says no more than that the task was cancelled.
    fileprivate func getUnlessCancelled() throws {
        do {
            try get()
        } catch is CancellationError {
            guard Task.isCancelled else { throw CancellationError() }
        }
    }
}
