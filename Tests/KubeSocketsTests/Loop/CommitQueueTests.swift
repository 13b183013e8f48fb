import KubeHTTP1
import KubeTestSupport
import KubeTime
import Synchronization
import Testing

@testable import KubeSockets

/// The answer to request `number` of a client, as a handler gives it.
private func answer(
    _ number: Int, to client: Int32? = nil, isUndoable: Bool = true
) -> HeldAnswer {
    guard let target = RequestTarget(origin: "/\(number)") else {
        preconditionFailure("a number is a path")
    }
    return HeldAnswer(
        client: client ?? Int32(number), id: RequestID(index: number),
        request: HTTPRequest(method: "PUT", target: target),
        reply: HTTPReply(.complete(HTTPResponse(status: 200)), isUndoable: isUndoable))
}

extension CommitQueue {
    /// What is to be done until something else happens, in a few words.
    fileprivate mutating func actions() -> [String] {
        var actions: [String] = []
        untilDone {
            guard let action = next() else { return true }
            actions.append(action.brief)
            return false
        }
        return actions
    }
}

extension CommitQueue.Action {
    fileprivate var brief: String {
        switch self {
        case .deliver(let answer): "deliver \(answer.id.index)"
        case .retry(let answer): "retry \(answer.id.index)"
        case .refuse(let answer): "refuse \(answer.id.index)"
        case .tell(_, let isKept): isKept ? "tell kept" : "tell undone"
        }
    }
}

@Suite struct `Answers that tell of what is not kept` {
    private var queue = CommitQueue()

    /// Three answers, and nothing kept yet.
    init() {
        for number in 1...3 { queue.answered(answer(number), isKept: false) }
    }

    @Test mutating func `wait until it is, and are then delivered in order`() {
        #expect(queue.actions() == [])
        #expect(queue.isWaiting)
        queue.began()
        #expect(queue.isUnderWay)
        #expect(queue.actions() == [])

        queue.kept()

        #expect(queue.actions() == ["deliver 1", "deliver 2", "deliver 3"])
        #expect(!queue.isWaiting)
        #expect(!queue.isUnderWay)
    }

    @Test mutating func `are made anew, each alone, when it cannot be kept together`() {
        queue.began()
        queue.failed()
        #expect(queue.actions() == ["retry 1"])

        // The first one has nothing to keep this time, the second one fails again.
        queue.answered(answer(1), isKept: true)
        #expect(queue.actions() == ["deliver 1", "retry 2"])
        queue.answered(answer(2), isKept: false)
        #expect(queue.actions() == [])
        queue.began()
        queue.failed()
        #expect(queue.actions() == ["refuse 2", "retry 3"])
        queue.answered(answer(3), isKept: false)
        queue.began()
        queue.kept()

        #expect(queue.actions() == ["deliver 3"])
        #expect(!queue.isWaiting)
    }

    @Test mutating func `are delivered all the same when it cannot be undone`() {
        queue.answered(answer(4, isUndoable: false), isKept: false)
        queue.began()

        queue.failed()

        #expect(queue.actions() == ["deliver 4", "retry 1"])
        queue.answered(answer(1, isUndoable: false), isKept: false)
        queue.began()
        queue.failed()
        #expect(queue.actions() == ["deliver 1", "retry 2"])
    }

    @Test mutating func `are forgotten when their client leaves while it is being kept`() {
        queue.began()

        let forgotten = queue.ended(2)
        #expect(forgotten?.id.index == 2)
        let again = queue.ended(2)
        #expect(again == nil)
        queue.kept()

        #expect(queue.actions() == ["deliver 1", "deliver 3"])
    }

    @Test mutating func `are forgotten when their client leaves before it is tried alone`() {
        queue.began()
        queue.failed()
        #expect(queue.actions() == ["retry 1"])
        queue.answered(answer(1), isKept: false)
        queue.began()

        let forgotten = [queue.ended(1), queue.ended(2)]
        #expect(forgotten.map { $0?.id.index } == [1, 2])
        queue.failed()

        #expect(queue.actions() == ["retry 3"])
    }

    @Test mutating func `go with what other threads have changed`() {
        queue.changed { _, _ in }
        queue.began()
        queue.failed()
        #expect(queue.actions() == ["tell undone", "retry 1"])

        queue.answered(answer(1), isKept: false)
        queue.began()
        queue.kept()

        #expect(queue.actions() == ["deliver 1", "retry 2"])
    }

    @Test mutating func `keep other threads waiting as well`() {
        queue.began()
        queue.kept()
        _ = queue.actions()

        queue.changed { _, _ in }

        #expect(queue.isWaiting)
        queue.began()
        queue.kept()
        #expect(queue.actions() == ["tell kept"])
    }
}

/// Clients, a handler and a disk that do what they like, and what the queue makes of it.
private struct QueuePlay {
    private var queue = CommitQueue()
    private var random: Random
    private var requests: [PlayedRequest] = []
    /// The request that each client waits for.
    private var waiting: [Int32: Int] = [:]
    /// The requests whose changes are not kept.
    private var changes: [Int] = []

    private struct PlayedRequest {
        let client: Int32
        let isUndoable: Bool
        /// Whether the disk takes what it changes; nil when it only reads.
        let isKeepable: Bool?
        var askCount = 1
        /// What has become of it: never more than one thing.
        var ends: [String] = []
    }

    init(seed: UInt64) { random = Random(seed: seed) }

    mutating func run() {
        for _ in 0..<300 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<5 where !queue.isUnderWay: ask()
            case 5: leave()
            default: keep()
            }
        }
        untilDone {
            if queue.isWaiting { keep() }
            return !queue.isWaiting
        }
    }

    private mutating func ask() {
        let client = Int32.random(in: 0..<6, using: &random)
        guard waiting[client] == nil else { return }
        let isKeepable: Bool? = [true, true, false, nil].randomElement(using: &random) ?? nil
        let number = requests.count
        requests.append(
            PlayedRequest(
                client: client, isUndoable: Int.random(in: 0..<8, using: &random) > 0,
                isKeepable: isKeepable))
        if isKeepable != nil { changes.append(number) }
        // What is answered while everything is kept never comes to the queue.
        guard !changes.isEmpty else { return requests[number].ends.append("delivered") }
        waiting[client] = number
        queue.answered(held(number), isKept: false)
    }

    private func held(_ number: Int) -> HeldAnswer {
        answer(
            number, to: requests[number].client, isUndoable: requests[number].isUndoable)
    }

    private mutating func leave() {
        guard let (client, number) = waiting.randomElement(using: &random) else { return }
        waiting[client] = nil
        let forgotten = queue.ended(client)
        #expect(forgotten?.id.index == number)
        requests[number].ends.append("forgotten")
    }

    /// Begins to keep what has changed, or ends that.
    private mutating func keep() {
        guard queue.isUnderWay else {
            if !changes.isEmpty || queue.isWaiting { queue.began() }
            return
        }
        if changes.allSatisfy({ requests[$0].isKeepable == true }) {
            queue.kept()
        } else {
            queue.failed()
        }
        changes.removeAll()
        untilDone {
            guard let action = queue.next() else { return true }
            carryOut(action)
            return false
        }
    }

    private mutating func carryOut(_ action: CommitQueue.Action) {
        switch action {
        case .deliver(let answer): end(answer, "delivered")
        case .refuse(let answer):
            #expect(requests[answer.id.index].askCount == 2)
            #expect(requests[answer.id.index].isUndoable)
            end(answer, "refused")
        case .retry(let answer):
            let number = answer.id.index
            #expect(requests[number].isUndoable)
            #expect(changes.isEmpty)
            requests[number].askCount += 1
            if requests[number].isKeepable != nil { changes.append(number) }
            queue.answered(held(number), isKept: changes.isEmpty)
        case .tell: Issue.record("nobody has written")
        }
    }

    private mutating func end(_ answer: HeldAnswer, _ what: String) {
        #expect(waiting[answer.client] == answer.id.index)
        waiting[answer.client] = nil
        requests[answer.id.index].ends.append(what)
    }

    func judge() {
        #expect(waiting.isEmpty)
        for request in requests {
            #expect(request.ends.count == 1)
            #expect(request.askCount <= 2)
            if request.ends == ["refused"] { #expect(request.isKeepable == false) }
            if request.ends == ["delivered"], request.isUndoable {
                #expect(request.isKeepable != false)
            }
        }
    }
}

@Suite struct `A commit queue` {
    @Test(arguments: 1...200)
    func `ends every answer once, and refuses only what must be`(seed: UInt64) {
        var play = QueuePlay(seed: seed)
        play.run()
        play.judge()
    }
}
