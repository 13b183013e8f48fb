package import KubeJSON
package import KubeTime

/// A `LeaseCandidate` as the coordinator reads it: a component that wants to hold a lease.
///
/// Nil means absent on the wire; `TimeFormat.zeroInstant` is a time that was sent as null.
package struct LeaseCandidate: ObjectView {
    package let metadata: ViewMetadata
    package var leaseName: String
    /// When the coordinator last asked whether the candidate is alive.
    package var pingTime: Timestamp?
    /// When the candidate last said that it is alive.
    package var renewTime: Timestamp?
    package var binaryVersion: String
    package var emulationVersion: String
    package var strategy: String
    /// The strategies as v1alpha1 lists them, the most wanted first; just `strategy` for a
    /// candidate that was written through a later version.
    package var preferredStrategies: [String]

    /// The annotation in which the stored form keeps a v1alpha1 list of several strategies.
    package static let preferredStrategiesAnnotation =
        "coordination.alpha.kubernetes.io/preferred-strategies"

    /// The candidate that a stored document (v1beta1) describes; nil when `metadata` or `spec` is
    /// not an object.
    package init?(
        _ document: JSONObject, namespace: String, name: String, resourceVersion: String
    ) {
        guard let (metadata, spec) = DocumentReader.metadataAndSpec(of: document) else {
            return nil
        }
        self.metadata = ViewMetadata(
            metadata, namespace: namespace, name: name, resourceVersion: resourceVersion)
        leaseName = spec.string("leaseName") ?? ""
        pingTime = spec.microTime("pingTime")
        renewTime = spec.microTime("renewTime")
        binaryVersion = spec.string("binaryVersion") ?? ""
        emulationVersion = spec.string("emulationVersion") ?? ""
        strategy = spec.string("strategy") ?? ""
        let annotation = metadata.object["annotations"]?[Self.preferredStrategiesAnnotation]?.string
        preferredStrategies = Self.preferredStrategies(annotation, strategy)
    }

    /// The lease that the candidate wants.
    package var leaseKey: NamespacedName {
        NamespacedName(namespace: namespace, name: leaseName)
    }

    /// The list in `annotation`, unless `strategy` was changed since it was written.
    private static func preferredStrategies(
        _ annotation: String?, _ strategy: String
    ) -> [String] {
        let singleStrategy = strategy.isEmpty ? [] : [strategy]
        guard let elements = annotation.flatMap({ try? JSONParser.parse($0) })?.array else {
            return singleStrategy
        }
        let list = elements.compactMap(\.string)
        let isCurrent = list.first?.hasSameBytes(as: strategy) ?? false
        return isCurrent && list.count == elements.count && list.count > 1 ? list : singleStrategy
    }
}
