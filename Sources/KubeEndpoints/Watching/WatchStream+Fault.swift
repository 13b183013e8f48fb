import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeStore
import KubeTime

/// A watch with which something goes wrong.
extension WatchStream {
    /// Appends what there is to say at `now`, up to the end that the fault brings.
    mutating func produce(
        under fault: WatchFault, from store: ObjectStore, notBefore oldest: UInt64,
        into output: inout [UInt8], at now: Timestamp
    ) -> StreamProgress {
        if fault.isDue, let ending = fault.ending {
            return come(to: ending, from: store, notBefore: oldest, into: &output, at: now)
        }
        let before = eventCount
        let progress = produceFreely(from: store, notBefore: oldest, into: &output, at: now)
        var fault = fault
        fault.eventsLeft -= eventCount - before
        self.fault = fault
        return fault.isDue && !progress.isLast ? .more : progress
    }

    private mutating func come(
        to ending: WatchFault.Ending, from store: ObjectStore, notBefore oldest: UInt64,
        into output: inout [UInt8], at now: Timestamp
    ) -> StreamProgress {
        switch ending {
        case .stall: return .idle
        case .end: return .finished
        case .drop(let end): return .cut(end)
        case .cut: return cutEvent(from: store, notBefore: oldest, into: &output, at: now)
        case .swap: return swapEvents(from: store, notBefore: oldest, into: &output, at: now)
        case .expired:
            writeError(tooOld(revision, oldest: store.revision), into: &output)
        case .error(let error): writeError(error, into: &output)
        case .document(let error):
            output += JSONWriter.encode(.object(error.json)) + [UInt8(ascii: "\n")]
        }
        return .finished
    }

    /// Writes half of the next event, when there is one.
    private mutating func cutEvent(
        from store: ObjectStore, notBefore oldest: UInt64, into output: inout [UInt8],
        at now: Timestamp
    ) -> StreamProgress {
        let (event, isEvent, progress) = next(from: store, notBefore: oldest, at: now)
        guard isEvent else {
            output += event
            return progress
        }
        output += event[..<(event.count / 2)]
        return .cut(.close)
    }

    /// What would be said next, and whether it is an event.
    private mutating func next(
        from store: ObjectStore, notBefore oldest: UInt64, at now: Timestamp
    ) -> (bytes: [UInt8], isEvent: Bool, StreamProgress) {
        let before = eventCount
        var bytes: [UInt8] = []
        let progress = produceFreely(from: store, notBefore: oldest, into: &bytes, at: now)
        return (bytes, eventCount > before, progress)
    }

    /// Holds the next event back until there is another one, which comes first.
    private mutating func swapEvents(
        from store: ObjectStore, notBefore oldest: UInt64, into output: inout [UInt8],
        at now: Timestamp
    ) -> StreamProgress {
        let (event, isEvent, progress) = next(from: store, notBefore: oldest, at: now)
        guard isEvent, !progress.isLast else {
            output += progress.isLast ? (fault?.heldBack ?? []) + event : event
            return progress
        }
        guard let first = fault?.heldBack else {
            fault?.heldBack = event
            return .more
        }
        output += event + first
        fault?.heldBack = nil
        fault?.ending = nil
        return .more
    }
}
