import Foundation
import KubeAPI
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

@testable import KubeCoordinator

/// A file of `Fixtures/Elections`: who takes part, and the states of the lease that a real server
/// produced.
struct RecordedElection: CustomTestStringConvertible, Sendable {
    private let document: JSONValue

    var testDescription: String { document["name"]?.string ?? "" }
    var seconds: Double { document["seconds"]?.double ?? 0 }
    var states: [JSONValue] { document["states"]?.array ?? [] }

    static var all: [RecordedElection] {
        get throws {
            try Checkout.fixtures("Elections", extension: "json").map {
                RecordedElection(document: try JSONParser.parse([UInt8](Data(contentsOf: $0))))
            }
        }
    }

    /// The election before its first instant.
    var play: ElectionPlay {
        let emulates131 = document["version"]?.string == "v1alpha1"
        var play = ElectionPlay(
            cluster: ClusterSimulation(
                CoordinatorConfiguration(identity: "coordinator", emulates131: emulates131)))
        if let spec = document["lease"]?.object {
            play.cluster.storage.setLease(lab("leader"), resolvingNow(in: spec, at: now), at: now)
        }
        play.components = (document["components"]?.array ?? []).map { component($0) }
        play.edits = (document["edits"]?.array ?? []).map { edit($0) }
        return play
    }

    private func component(_ description: JSONValue) -> SimulatedComponent {
        var component = SimulatedComponent(
            CandidateFixture(
                description["name"]?.string ?? "", description["emulation"]?.string ?? "",
                description["binary"]?.string ?? "", description["strategy"]?.string ?? oev,
                renewed: -(description["renewedAgo"]?.double ?? 0), leaseName: "leader"))
        component.join = description["join"]?.double ?? 0
        component.answerDelay = description["ack"] == .null ? nil : description["ack"]?.double ?? 0
        component.leads = description["leads"]?.bool ?? false
        component.leave = description["leave"]?.double
        component.crash = description["crash"]?.double
        return component
    }

    /// All edits that were recorded are of leases.
    private func edit(
        _ description: JSONValue
    ) -> (second: Double, edit: (inout StorageDouble) -> Void) {
        let second = description["at"]?.double ?? 0
        let key = lab(description["name"]?.string ?? "")
        let fields = resolvingNow(
            in: description["spec"]?.object ?? [:], at: now + .seconds(second))
        let deletes = description["delete"]?.bool ?? false
        return (
            second,
            { storage in
                if deletes { return storage.deleteLease(key) }
                guard var spec = storage.leases[key]?.spec else { return }
                for (name, value) in fields { spec[name] = value }
                storage.setLease(key, spec, at: now)
            }
        )
    }

    private func resolvingNow(in spec: JSONObject, at time: Timestamp) -> JSONObject {
        JSONObject(spec.map { ($0.key, $0.value == "now" ? .microTime(time) : $0.value) })
    }
}

extension JSONValue {
    fileprivate var double: Double? {
        guard case .number(let number) = self else { return nil }
        return Double(number.literal)
    }
}
