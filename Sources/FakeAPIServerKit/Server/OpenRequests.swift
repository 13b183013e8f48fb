import KubeCluster
import KubeEndpoints
import KubeSockets
import KubeTime

/// The requests whose answers are not final, by the numbers that the loop gives them.
struct OpenRequests {
    private var places: [OpenRequest] = []

    /// No requests.
    init() {}

    /// Remembers a request, as `OpenRequest.begin` says.
    mutating func begin(
        _ id: RequestID, _ reply: borrowing HostReply, _ line: RequestLine?,
        at machineTime: Timestamp, received: Duration, decided: Duration
    ) {
        while places.count <= id.index { places.append(OpenRequest()) }
        places[id.index].begin(
            reply, line, at: machineTime, received: received, decided: decided)
    }

    /// What rules have done to a request that was asked before; nil when there is no such request.
    func fate(of id: RequestID) -> RequestFate? {
        id.index < places.count ? places[id.index].entry?.fate : nil
    }

    /// How many requests to each cluster are remembered, but for those of which nothing is told.
    var inFlight: [ClusterID: InFlightRequests] {
        places.reduce(into: [:]) { counts, place in
            guard let noted = place.entry?.noted else { return }
            counts[place.cluster, default: InFlightRequests()].add(noted)
        }
    }

    /// The request with this number.
    subscript(id: RequestID) -> OpenRequest {
        get { places[id.index] }
        _modify { yield &places[id.index] }
    }

    /// Forgets a request, and returns what was remembered of it.
    mutating func take(_ id: RequestID) -> OpenRequest { places[id.index].take() }
}
