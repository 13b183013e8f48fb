import KubeAPI
import KubeJSON
import KubeTestSupport
import KubeTime

@testable import KubeCoordinator

/// The instant that tables call T.
let now = Timestamp.epoch

let oev = "OldestEmulationVersion"
let thirdParty = "acme.example/rank"

/// The object `name` of the namespace in which tables play.
func lab(_ name: String) -> NamespacedName {
    NamespacedName(namespace: "lab", name: name)
}

/// T and some seconds, as a lease or candidate spells it.
func at(_ seconds: Double) -> JSONValue {
    .microTime(now + .seconds(seconds))
}

/// A candidate of the lease `widget`, with times relative to T.
struct CandidateFixture: Sendable {
    var name: String
    var emulation: String
    var binary: String
    var strategy = oev
    var renewed: Double? = 0
    var pinged: Double?
    var created: Double = -3600
    var leaseName = "widget"
    var namespace = "lab"
    /// The strategies of a v1alpha1 list.
    var preferredStrategies: [String] = []

    init(
        _ name: String, _ emulation: String, _ binary: String, _ strategy: String = oev,
        renewed: Double? = 0, pinged: Double? = nil, created: Double = -3600,
        leaseName: String = "widget", namespace: String = "lab",
        preferredStrategies: [String] = []
    ) {
        self.name = name
        self.emulation = emulation
        self.binary = binary
        self.strategy = preferredStrategies.first ?? strategy
        self.renewed = renewed
        self.pinged = pinged
        self.created = created
        self.leaseName = leaseName
        self.namespace = namespace
        self.preferredStrategies = preferredStrategies
    }

    var key: NamespacedName {
        NamespacedName(namespace: namespace, name: name)
    }

    var spec: JSONObject {
        var spec: JSONObject = [
            "leaseName": .string(leaseName), "binaryVersion": .string(binary),
            "emulationVersion": .string(emulation), "strategy": .string(strategy),
        ]
        spec["renewTime"] = renewed.map { at($0) }
        spec["pingTime"] = pinged.map { at($0) }
        return spec
    }

    var contender: Contender {
        get throws {
            var storage = StorageDouble()
            add(to: &storage)
            return Contender(try storage.leaseCandidate(key))
        }
    }

    func add(to storage: inout StorageDouble) {
        storage.setCandidate(key, spec, at: now + .seconds(created))
        if preferredStrategies.count > 1 {
            let list = preferredStrategies.map { "\"\($0)\"" }.joined(separator: ",")
            storage.annotateCandidate(
                key, LeaseCandidate.preferredStrategiesAnnotation, "[\(list)]")
        }
    }
}
