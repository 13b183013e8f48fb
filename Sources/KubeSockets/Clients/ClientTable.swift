import KubeHTTP1
import KubeTime

/// The clients of a loop, by the descriptors of their sockets, and the loop's books about them.
///
/// Those in the same process have numbers below zero in the place of descriptors.
struct ClientTable {
    /// How many are connected.
    private(set) var count = 0
    /// The requests that wait and whose changes have to be kept: they may have to be asked again.
    var awaited: [Int32: HTTPRequest] = [:]
    /// The numbers of requests whose answers are not final.
    var requests = FreeList<RequestID>()

    private var clients: [Client?] = []
    /// The clients in the same process.
    private var locals: [Int32: LocalClient] = [:]
    private var connectionCount: UInt64 = 0
    /// The clients that streams are for, by the numbers of these.
    private var streaming: [Int32?] = []
    private var streamCount = 0
    /// Since which wait, counted from the first one, each client waits.
    private var waits: [Int32: UInt64] = [:]
    private var waitCount: UInt64 = 0
    /// In the order in which they go on; some may have left.
    private var unfinishedInOrder: [Int32] = []
    private var unfinished: Set<Int32> = []

    /// The client at a descriptor; nil when there is none.
    subscript(descriptor: Int32) -> Client? {
        guard descriptor >= 0 else { return locals[descriptor]?.client }
        let index = Int(descriptor)
        return index < clients.count ? clients[index] : nil
    }

    /// Whom to hand what is sent to a client in the same process; nil for one with a socket.
    func receiver(of descriptor: Int32) -> ConnectionReceiver? {
        descriptor < 0 ? locals[descriptor]?.receive : nil
    }

    /// The descriptors of all clients: first those with sockets, each kind in the order of its numbers.
    var descriptors: [Int32] {
        clients.indices.lazy.filter { clients[$0] != nil }.map { Int32($0) }
            + locals.keys.sorted(by: >)
    }

    /// Takes in a client that has connected from an IP address and a port at `time`.
    mutating func open(
        _ descriptor: Int32, _ address: String, port: UInt16, limits: SharedLimits,
        at time: Duration
    ) {
        let index = Int(descriptor)
        if index >= clients.count {
            clients += Array(repeating: nil, count: index + 1 - clients.count)
        }
        connectionCount += 1
        clients[index] = Client(
            Connection(
                number: connectionCount, address: address, port: port, limits: limits, at: time))
        count += 1
    }

    /// Takes in a client in the same process, of which `receive` is told what is sent.
    mutating func open(
        _ number: Int32, _ receive: @escaping ConnectionReceiver, isByOwner: Bool,
        limits: SharedLimits, at time: Duration
    ) {
        connectionCount += 1
        let connection = Connection(
            number: connectionCount, isByOwner: isByOwner, limits: limits, at: time)
        locals[number] = LocalClient(client: Client(connection), receive: receive)
        count += 1
    }

    /// The request of a client does not wait any more.
    mutating func forgetAwaited(_ descriptor: Int32) {
        if !awaited.isEmpty { awaited[descriptor] = nil }
    }

    /// Forgets a client.
    mutating func remove(_ connection: borrowing Connection, _ descriptor: Int32) {
        if descriptor >= 0 { clients[Int(descriptor)] = nil } else { locals[descriptor] = nil }
        count -= 1
        waits[descriptor] = nil
        forgetAwaited(descriptor)
        if let stream = connection.bookedStream { forget(stream) }
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
        if unfinished.insert(descriptor).inserted { unfinishedInOrder.append(descriptor) }
    }

    /// Remembers that something is left to do for clients whose turn it was before all others.
    mutating func leaveUnfinished(first descriptors: ArraySlice<Int32>) {
        guard !descriptors.isEmpty else { return }
        let others = takeUnfinished()
        for descriptor in descriptors + others { leaveUnfinished(descriptor) }
    }

    /// The clients for whom something is left to do, in order; each is told once.
    mutating func takeUnfinished() -> [Int32] {
        defer {
            unfinished.removeAll(keepingCapacity: true)
            unfinishedInOrder.removeAll(keepingCapacity: true)
        }
        return unfinishedInOrder.filter(unfinished.contains)
    }

    /// Whether the answer to any client is a stream.
    var hasStreaming: Bool { streamCount > 0 }

    /// The client that a stream is for; nil when nobody reads it.
    func descriptor(of stream: StreamID) -> Int32? {
        stream.index < streaming.count ? streaming[stream.index] : nil
    }

    /// Enters what has become of a client.
    mutating func enter(_ connection: inout Connection, of descriptor: Int32) {
        if connection.stream != connection.bookedStream {
            if let stream = connection.bookedStream { forget(stream) }
            if let stream = connection.stream { note(stream, for: descriptor) }
            connection.bookedStream = connection.stream
        }
        if connection.isWaiting != connection.isBookedWaiting {
            waits[descriptor] = connection.isWaiting ? waitCount : nil
            if connection.isWaiting { waitCount += 1 }
            connection.isBookedWaiting = connection.isWaiting
        }
    }

    private mutating func note(_ stream: StreamID, for descriptor: Int32) {
        while streaming.count <= stream.index { streaming.append(nil) }
        streaming[stream.index] = descriptor
        streamCount += 1
    }

    private mutating func forget(_ stream: StreamID) {
        streaming[stream.index] = nil
        streamCount -= 1
    }
}
