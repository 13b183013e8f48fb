import KubeAPI
import KubeJSON
import KubeStore

/// The rules of namespaces (`pkg/registry/core/namespace/strategy.go`).
struct NamespaceRules: ResourceRules {
    /// The label by which selectors find a namespace by name.
    static let nameLabel = "kubernetes.io/metadata.name"

    /// The finalizer that keeps a namespace until its content is gone.
    static let finalizer = "kubernetes"

    let allowsCreateOnUpdate = false
    let allowsUnconditionalUpdate = true
    let tellsPreconditionsAsStore = true
    let columns = [
        TableColumn.name,
        TableColumn("Status", "Whether the namespace is active or terminating."),
        TableColumn.age,
    ]

    func cells(of object: JSONObject) -> [TableCell] {
        [
            .value(object.name), .value(object["status"]?["phase"] ?? ""),
            .age(ofCreation: object),
        ]
    }

    func problems(withName name: String, isPrefix: Bool) -> [String] {
        NameFormat.dnsLabel.problems(of: name, isPrefix: isPrefix)
    }

    func applyDefaults(_ object: inout JSONObject) {
        // The name that generateName leads to is not known yet.
        if !object.metadataText("name").isEmpty { complete(&object) }
        var status = object["status"]?.object ?? JSONObject()
        if (status["phase"]?.string ?? "").isEmpty {
            status["phase"] = "Active"
            object["status"] = .object(status)
        }
    }

    func resetFields(of subresource: String) -> [[String]] {
        switch subresource {
        case "status": [["spec"]]
        // The finalizers of the spec are set back too, but whoever writes them owns them.
        default: [["status"]]
        }
    }

    func complete(_ object: inout JSONObject) {
        var labels = object.metadata["labels"]?.object ?? JSONObject()
        labels[Self.nameLabel] = object.name
        object.setMetadata("labels", to: .object(labels.sortedByKey))
    }

    func prepareForCreate(_ object: inout JSONObject, features: FeatureGates) {
        var finalizers = object.spec["finalizers"]?.array ?? []
        if !finalizers.contains(.string(Self.finalizer)) {
            finalizers.append(.string(Self.finalizer))
        }
        object.spec = JSONObject([("finalizers", .array(finalizers))])
        object["status"] = ["phase": "Active"]
    }

    func prepareForUpdate(
        _ object: inout JSONObject, from old: JSONObject, features: FeatureGates
    ) {
        object.spec = old.spec
        object["status"] = old["status"]
    }

    func prepareForUpdate(
        _ object: inout JSONObject, from old: JSONObject, ofSubresource subresource: String
    ) {
        if subresource == "status" {
            object.spec = old.spec
        } else {
            object["status"] = old["status"]
        }
    }

    private static let terminating = "Terminating"

    /// Whether the namespace takes no new objects, known without reading it.
    static func isTerminating(_ namespace: StoredObject) -> Bool {
        namespace.fields.contains { $0.key == phaseField && $0.value == terminating }
    }

    func markTerminating(_ object: inout JSONObject) {
        var status = object["status"]?.object ?? JSONObject()
        status["phase"] = .string(Self.terminating)
        object["status"] = .object(status)
    }

    /// The namespaces that no cluster can do without (COR-006).
    private static let immortalNames = ["default", "kube-system", "kube-public"]

    func admitDeletion(of object: ObjectReference) throws(StatusError) {
        guard !Self.immortalNames.contains(object.name) else {
            throw .forbidden(object, "this namespace may not be deleted")
        }
    }

    private static let phaseField = "status.phase"

    let selectableFieldNames: [String]? = [phaseField]

    func selectableFields(of object: JSONObject) -> [(key: String, value: String)] {
        [(Self.phaseField, object["status"]?["phase"]?.string ?? "")]
    }

    func delaysDeletion(of object: JSONObject) -> Bool {
        !Self.specFinalizers(of: object).isEmpty
    }

    /// What must be done before a namespace goes for good, beside the finalizers in its metadata.
    static func specFinalizers(of object: JSONObject) -> [String] {
        object.spec["finalizers"]?.array?.compactMap(\.string) ?? []
    }
}
