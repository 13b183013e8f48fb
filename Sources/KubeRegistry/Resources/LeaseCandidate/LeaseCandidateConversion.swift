import KubeAPI
import KubeJSON

/// The annotation in which the stored form of a candidate keeps a v1alpha1 list of several
/// strategies.
private let listAnnotation = LeaseCandidate.preferredStrategiesAnnotation

/// v1beta1 and v1alpha2 have the stored form, but a list that no longer starts with the strategy
/// must not come back to life.
struct HubConversion: VersionConversion {
    let showsStoredForm = true

    func stored(_ object: JSONObject, old: JSONObject?) -> JSONObject {
        guard let list = object.strategyList, list.first != object.strategy else { return object }
        return object.settingAnnotation(listAnnotation, nil)
    }

    func shown(_ object: JSONObject) -> JSONObject { object }
}

/// v1alpha1 has a list of strategies where the stored form has one.
struct PreferredStrategiesConversion: VersionConversion {
    func stored(_ object: JSONObject, old: JSONObject?) -> JSONObject {
        let list = object.spec["preferredStrategies"]?.array ?? []
        var spec = object.spec.removing(["preferredStrategies"])
        spec["strategy"] = list.first
        var stored = object
        stored.spec = spec
        let kept = list.count > 1 ? JSONWriter.text(.array(list)) : nil
        return Kind.leaseCandidateV1Beta1.schema.canonical(
            stored.settingAnnotation(listAnnotation, kept))
    }

    func shown(_ object: JSONObject) -> JSONObject {
        var spec = object.spec.removing(["strategy"])
        let list = object.strategyList.flatMap { $0.first == object.strategy ? $0 : nil }
        let strategies = list ?? [object.strategy].filter { !$0.isEmpty }
        if !strategies.isEmpty {
            spec["preferredStrategies"] = .array(strategies.map { .string($0) })
        }
        var shown = object
        shown.spec = spec
        return Kind.leaseCandidateV1Alpha1.schema.canonical(
            shown.settingAnnotation(listAnnotation, nil))
    }
}

extension JSONObject {
    fileprivate var strategy: String { spec["strategy"]?.string ?? "" }

    /// The list in the annotation, when it is one of at least two strings.
    fileprivate var strategyList: [String]? {
        guard let text = self["metadata"]?["annotations"]?[listAnnotation]?.string,
            let elements = (try? JSONParser.parse(text))?.array
        else { return nil }
        let list = elements.compactMap(\.string)
        return list.count == elements.count && list.count > 1 ? list : nil
    }

    fileprivate func settingAnnotation(_ key: String, _ value: String?) -> JSONObject {
        var annotations = metadata["annotations"]?.object ?? JSONObject()
        guard annotations[key] != nil || value != nil else { return self }
        annotations[key] = value.map { .string($0) }
        var metadata = metadata
        metadata["annotations"] = annotations.isEmpty ? nil : .object(annotations.sortedByKey)
        var object = self
        object.metadata = ObjectSchema.objectMeta.canonical(metadata)
        return object
    }
}
