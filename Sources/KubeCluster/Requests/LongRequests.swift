import KubeAPI
import KubeEndpoints
import KubeHTTP1
import KubeRegistry
import KubeStore
import KubeTime

/// The requests that take long, which do their slices in turn.
struct LongRequests: Sendable {
    /// Those that have more slices to do, the next one first.
    private var open: [Entry] = []
    /// Those that are done, and whose clients were not answered.
    private var done: [Entry] = []
    private var count: UInt64 = 0

    /// A request, and what has come of it so far.
    struct Entry: Sendable {
        fileprivate let ticket: LongTicket
        var request: LongRequest
        /// The revision of the last change that it has made; nil when it made none.
        var committed: UInt64?
        /// What is answered, once that is known.
        var reply: ClusterReply?
    }

    /// Whether none has a slice to do.
    var isEmpty: Bool { open.isEmpty }

    /// Adds a request, which has made changes up to the revision `committed`, if any.
    mutating func add(_ request: LongRequest, committed: UInt64?) -> LongTicket {
        count += 1
        let ticket = LongTicket(number: count)
        open.append(Entry(ticket: ticket, request: request, committed: committed))
        return ticket
    }

    /// Takes out the one whose turn it is.
    mutating func takeNext() -> Entry? { open.isEmpty ? nil : open.removeFirst() }

    /// Puts one back that has done a slice.
    mutating func putBack(_ entry: Entry) {
        if entry.reply == nil { open.append(entry) } else { done.append(entry) }
    }

    /// The reply to a request, once; nil when it is not done.
    mutating func takeReply(to ticket: LongTicket) -> ClusterReply? {
        done.firstIndex { $0.ticket == ticket }.flatMap { done.remove(at: $0).reply }
    }

    /// Forgets a request whose client has left.
    mutating func abandon(_ ticket: LongTicket) {
        open.removeAll { $0.ticket == ticket }
        done.removeAll { $0.ticket == ticket }
    }

    /// Takes out all that have made changes after `revision`, or all.
    mutating func takeAll(changedAfter revision: UInt64? = nil) -> [Entry] {
        let isTaken = { (entry: Entry) in revision.map { entry.committed ?? 0 > $0 } ?? true }
        defer {
            open.removeAll(where: isTaken)
            done.removeAll(where: isTaken)
        }
        return (open + done).filter(isTaken)
    }
}

/// The right to be answered once a request is done that takes long.
package struct LongTicket: Hashable, Sendable {
    let number: UInt64
}

extension Cluster {
    /// What the API says, where a request that takes long waits for its end; what it has changed came
    /// after `revision`.
    mutating func reply(_ reply: APIReply, changedAfter revision: UInt64) -> ClusterReply {
        switch reply.kind {
        case .complete(let response): return ClusterReply(.complete(response))
        case .wait(let request): return ClusterReply(.wait(.revision(request)))
        case .stream(let response, let stream):
            return ClusterReply(.stream(response, .watch(stream)))
        case .list(let response, let stream): return ClusterReply(.stream(response, .list(stream)))
        case .long(let request):
            isStirred = true
            let ticket = longRequests.add(request, committed: change(since: revision))
            return ClusterReply(.wait(.long(ticket)))
        }
    }

    /// Does a slice of one of the requests that take long.
    mutating func proceedWithLongRequests(at now: Timestamp) {
        guard var entry = longRequests.takeNext() else { return }
        let revision = registry.store.revision
        let reply = api.proceed(&entry.request, in: &registry, at: now)
        entry.committed = change(since: revision) ?? entry.committed
        entry.reply = reply.map { self.reply($0, changedAfter: revision) }
        entry.reply?.committed = entry.committed
        longRequests.putBack(entry)
    }

    /// Fails the requests that take long and whose last changes could not be stored; what they have
    /// changed before stays.
    mutating func failUndoneLongRequests(at wall: Timestamp) {
        for entry in longRequests.takeAll(changedAfter: registry.store.revision) {
            answer(entry, refuse(entry.request.http, at: wall))
        }
    }

    /// Tells everybody whose request takes long that it will not be done.
    mutating func endLongRequests(_ error: StatusError) {
        for entry in longRequests.takeAll() { answer(entry, HTTPResponse(control: error)) }
    }

    private mutating func answer(_ entry: LongRequests.Entry, _ response: HTTPResponse) {
        var entry = entry
        entry.committed = nil
        entry.reply = .complete(response)
        longRequests.putBack(entry)
    }
}
