import KubeJSON
import KubeStore
import KubeTime
import Testing

/// Random writes, undos, resets, compactions and returns to copies, with readers who look at random.
@Suite struct `Readers of a store and a naive model` {
    @Test(arguments: UInt64(1)...20)
    func `agree on what it holds, and on who has to start again`(seed: UInt64) throws {
        var play = CursorPlay(seed: seed)

        for _ in 0..<400 { try play.step() }
        for index in play.readers.indices { try play.read(index) }

        #expect(play.startCount > 0 && play.changesCount > 0)
    }
}

/// A store with all that the model knows of it.
private struct ModelledStore {
    var store: ObjectStore

    /// The writes that have led to the present, each with a number of its own; first the beginning.
    var writes: [Int]

    /// How many of them are kept.
    var keptCount: Int?

    mutating func undo() {
        store.undo()
        if let keptCount { writes.removeLast(writes.count - keptCount) }
    }

    mutating func markKept() {
        store.markKept()
        keptCount = writes.count
    }
}

private struct CursorPlay {
    struct Reader {
        var cursor = StoreCursor()
        /// The last write that it has seen.
        var lastWrite = 0
        /// What it believes the store holds.
        var state: [String: String] = [:]
    }

    private var random: Random
    private var present: ModelledStore
    private var copy: ModelledStore
    private var writeCount = 1
    private(set) var readers = [Reader](repeating: Reader(), count: 6)
    private(set) var startCount = 0
    private(set) var changesCount = 0

    init(seed: UInt64) {
        random = Random(seed: seed)
        let store = ObjectStore(historyEvents: seed.isMultiple(of: 2) ? 20 : 100_000)
        present = ModelledStore(store: store, writes: [writeCount])
        copy = present
    }

    mutating func step() throws {
        switch random.next() % 100 {
        case 0..<3: present.store.compact(upTo: random.next() % (present.store.revision + 2))
        case 3..<5: reset()
        case 5..<7: copy = present
        case 7..<9: present = copy
        case 9..<20: present.markKept()
        case 20..<30: present.undo()
        default: write()
        }
        try read(Int(random.next() % 6))
    }

    private mutating func write() {
        let key = leaseKey(["a", "b", "c", "d"].randomElement(using: &random) ?? "")
        if let stored = present.store[key], random.next() % 3 == 0 {
            present.store.delete(stored)
        } else {
            present.store.put(lease(key.name, holder: String(writeCount)), at: key)
        }
        writeCount += 1
        present.writes.append(writeCount)
    }

    private mutating func reset() {
        writeCount += 1
        present = ModelledStore(
            store: ObjectStore(revision: present.store.revision + 1), writes: [writeCount])
    }

    /// Lets a reader read, and compares what it then knows with what the store holds.
    mutating func read(_ index: Int) throws {
        var reader = readers[index]
        let isKnown = present.writes.contains(reader.lastWrite)
        let isTooOld = reader.cursor.revision < present.store.oldestRevision

        switch present.store.read(&reader.cursor) {
        case .changes(let events):
            #expect(isKnown && !isTooOld)
            reader.follow(events)
            changesCount += 1
        case .startAgain(let reason):
            #expect(!isKnown || isTooOld)
            #expect((reason == .unread) == (reader.lastWrite == 0))
            if isKnown { #expect(reason == .tooOld) }
            reader.state = holders
            startCount += 1
        }

        #expect(reader.state == holders)
        #expect(present.store.isEnd(reader.cursor))
        reader.lastWrite = try #require(present.writes.last)
        readers[index] = reader
    }

    private var holders: [String: String] {
        Dictionary(
            uniqueKeysWithValues: present.store.objects("leases").map { ($0.key.path, $0.holder) })
    }
}

extension CursorPlay.Reader {
    fileprivate mutating func follow(_ events: ArraySlice<StoreEvent>) {
        for event in events {
            let path = event.object.key.path
            #expect(state[path] == event.previous?.holder)
            state[path] = event.change == .deleted ? nil : event.object.holder
        }
    }
}

extension StoredObject {
    fileprivate var holder: String { object["spec"]?["holderIdentity"]?.string ?? "" }
}
