import Dispatch
import KubeFoundation
package import KubeTime
import Synchronization

/// The way into an event loop from other threads.
package final class LoopMailbox: Sendable {
    /// Something to do on the loop's thread.
    enum Message: Sendable {
        /// With the handler.
        case work(Work)
        /// For the client in this process that has the number.
        case client(Int32, LocalConnection.Act)
    }

    /// Something to do with the handler; returns whom to tell of it, if anybody.
    typealias Work = @Sendable (any HTTPHandler, Timestamp) -> Reply?

    /// What is called on the loop's thread once all that the handler had changed is kept, or undone
    /// because it could not be.
    typealias Reply = @Sendable (_ handler: any HTTPHandler, _ isKept: Bool) -> Void

    private let messages = Mutex(Messages())
    private let isStopRequested = Atomic(false)
    private let isSignalled = Atomic(false)
    private let localCount = Atomic<Int32>(0)
    private let ended = DispatchSemaphore(value: 0)
    private let loopEnd: Descriptor
    private let ourEnd: Descriptor

    /// A mailbox whose loop does not run yet.
    ///
    /// A pair of sockets rather than a pipe: writing to a pipe may raise `SIGPIPE`.
    init() throws(SocketError) {
        guard let pair = StreamSocket.pair() else { throw SocketError("socketpair") }
        loopEnd = Descriptor(pair.0)
        ourEnd = Descriptor(pair.1)
    }

    /// Has the loop run `work` with its handler between two requests; false when the loop has ended.
    @discardableResult
    package func post<Handler: HTTPHandler>(
        to type: Handler.Type, _ work: @escaping @Sendable (Handler, Timestamp) -> Void
    ) -> Bool {
        deliver(to: type) { handler, now in
            work(handler, now)
            return nil
        }
    }

    /// Has the loop run `work` between two requests; false when the loop has ended.
    @discardableResult
    package func post(_ work: @escaping @Sendable () -> Void) -> Bool {
        deliver { _, _ in
            work()
            return nil
        }
    }

    /// Has the loop run `message` with its handler between two requests, and call what that returns
    /// once everything is kept or undone; false when the loop has ended.
    package func deliver<Handler: HTTPHandler>(
        to type: Handler.Type,
        _ message:
            @escaping @Sendable (Handler, Timestamp) -> (@Sendable (Handler, Bool) -> Void)?
    ) -> Bool {
        deliver { handler, now in
            guard let reply = message(Self.cast(handler), now) else { return nil }
            return { handler, isKept in reply(Self.cast(handler), isKept) }
        }
    }

    private static func cast<Handler: HTTPHandler>(_ handler: any HTTPHandler) -> Handler {
        guard let handler = handler as? Handler else {
            preconditionFailure("a loop's mail is for the handler that it was made with")
        }
        return handler
    }

    /// Has the loop do what a client in this process wants; false when the loop has ended.
    @discardableResult
    func deliver(_ act: LocalConnection.Act, of number: Int32) -> Bool {
        deliver(.client(number, act))
    }

    /// A number for a client in this process, which no descriptor has.
    func makeLocalNumber() -> Int32 {
        -1 - localCount.add(1, ordering: .relaxed).newValue
    }

    private func deliver(_ work: @escaping Work) -> Bool { deliver(.work(work)) }

    private func deliver(_ message: Message) -> Bool {
        let isAccepted = messages.withLock { messages in
            if !messages.isClosed { messages.pending.append(message) }
            return !messages.isClosed
        }
        if isAccepted { wake() }
        return isAccepted
    }

    /// Makes the loop end what it is doing and return; allowed in a signal handler.
    package func stop() {
        isStopRequested.store(true, ordering: .releasing)
        wake()
    }

    /// Blocks until the loop has returned.
    package func waitUntilEnded() {
        ended.wait()
        // Whoever else waits goes on too.
        ended.signal()
    }

    /// Has the loop take another turn.
    @Sendable func wake() {
        guard !isSignalled.exchange(true, ordering: .acquiringAndReleasing) else { return }
        var byte: UInt8 = 1
        _ = send(ourEnd.number, &byte, 1, sendFlags)
    }

    private struct Messages {
        var pending: [Message] = []
        var isClosed = false
    }
}

extension LoopMailbox {
    /// Becomes readable when there is mail.
    var descriptor: Int32 { loopEnd.number }

    /// Whether the loop shall end.
    var isStopping: Bool { isStopRequested.load(ordering: .acquiring) }

    /// Makes the descriptor unreadable until the loop is woken again; to be called before whatever it
    /// was woken for is looked at.
    func clearSignal() {
        var byte: UInt8 = 0
        _ = recv(loopEnd.number, &byte, 1, 0)
        isSignalled.store(false, ordering: .releasing)
    }

    /// The messages since the last call, in order.
    func takeMessages() -> [Message] {
        messages.withLock { messages in
            defer { messages.pending = [] }
            return messages.pending
        }
    }

    /// Whether no more messages are accepted.
    var isClosed: Bool { messages.withLock(\.isClosed) }

    /// Accepts no more messages, and returns those that came too late to be seen.
    func close() -> [Message] {
        messages.withLock { messages in
            defer { messages.pending = [] }
            messages.isClosed = true
            return messages.pending
        }
    }

    /// Lets those go on who wait for the loop's end.
    func end() {
        ended.signal()
    }
}

/// The flags of every `send`: a lost client must not raise `SIGPIPE`.
#if canImport(Darwin)
    let sendFlags: Int32 = 0
#else
    let sendFlags = Int32(MSG_NOSIGNAL)
#endif
