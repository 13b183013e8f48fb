import KubeTime

/// The clients of a loop, by the descriptors of their sockets, and the loop's books about them.
struct ClientTable {
    /// How many are connected.
    private(set) var count = 0
    /// The numbers of requests whose answers are not final.
    var requests = FreeList<RequestID>()
    /// Those whose answer is a stream.
    private(set) var streaming: Set<Int32> = []

    private var connections: [Connection?] = []
    private var connectionCount: UInt64 = 0
    /// Since which wait, counted from the first one, each client waits.
    private var waits: [Int32: UInt64] = [:]
    private var waitCount: UInt64 = 0
    private var unfinished: Set<Int32> = []

    /// The client at a descriptor; nil when there is none.
    subscript(descriptor: Int32) -> Connection? {
        let index = Int(descriptor)
        return index < connections.count ? connections[index] : nil
    }

    /// The descriptors of all clients, in order.
    var descriptors: [Int32] {
        connections.indices.lazy.filter { connections[$0] != nil }.map { Int32($0) }
    }

    /// Takes in a client that has connected at `time`.
    mutating func open(_ descriptor: Int32, limits: ServerLimits, at time: Duration) {
        let index = Int(descriptor)
        if index >= connections.count {
            connections += Array(repeating: nil, count: index + 1 - connections.count)
        }
        connectionCount += 1
        connections[index] = Connection(number: connectionCount, limits: limits, at: time)
        count += 1
    }

    /// Forgets a client.
    mutating func remove(_ descriptor: Int32) {
        guard self[descriptor] != nil else { return }
        connections[Int(descriptor)] = nil
        count -= 1
        waits[descriptor] = nil
        streaming.remove(descriptor)
        unfinished.remove(descriptor)
    }
}

// MARK: - Books

extension ClientTable {
    /// Whether any client's request waits.
    var hasWaiting: Bool { !waits.isEmpty }

    /// The clients whose requests wait, in the order in which these came.
    var waiting: [Int32] { waits.sorted { $0.value < $1.value }.map(\.key) }

    /// Whether something is left to do for a client although nothing arrives.
    var hasUnfinished: Bool { !unfinished.isEmpty }

    /// Remembers that something is left to do for a client.
    mutating func leaveUnfinished(_ descriptor: Int32) {
        unfinished.insert(descriptor)
    }

    /// The clients for whom something is left to do; each is told once.
    mutating func takeUnfinished() -> Set<Int32> {
        defer { unfinished.removeAll() }
        return unfinished
    }

    /// Enters what has become of a client.
    mutating func enter(_ activity: Connection.Activity, of descriptor: Int32) {
        if activity == .streaming {
            streaming.insert(descriptor)
        } else {
            streaming.remove(descriptor)
        }
        if activity != .waiting {
            waits[descriptor] = nil
        } else if waits[descriptor] == nil {
            waits[descriptor] = waitCount
            waitCount += 1
        }
    }
}
