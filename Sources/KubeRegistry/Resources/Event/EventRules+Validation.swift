import KubeAPI
import KubeJSON

/// What must hold for events (`pkg/apis/core/validation/events.go`, COR-021 to COR-023).
extension EventRules {
    func validatesMetadata(as kind: Kind) -> Bool { kind.isNewEvent }

    func validate(_ object: JSONObject, as kind: Kind) -> [FieldError] {
        guard kind.isNewEvent else { return commonErrors(object, "reportingComponent") }
        let event = EventConversion().stored(object, old: nil)
        return commonErrors(event, "reportingController") + newEventErrors(event)
    }

    /// Upstream lets `events.k8s.io` change nothing but the series; here nobody keeps watch over that.
    func validateUpdate(
        _ object: JSONObject, from old: JSONObject, as kind: Kind
    ) -> [FieldError] {
        guard kind.isNewEvent else { return validate(object, as: kind) }
        return commonErrors(EventConversion().stored(object, old: nil), "reportingController")
    }

    /// What is wrong with an event in its stored form, whichever version it came in.
    private func commonErrors(_ event: JSONObject, _ reporter: String) -> [FieldError] {
        let namespace = event.metadataText("namespace")
        let involved = event["involvedObject"]?["namespace"]?.string ?? ""
        guard event["eventTime"]?.string != nil else {
            let matches =
                involved.isEmpty ? ["", "default"].contains(namespace) : involved == namespace
            return matches ? [] : [namespaceError(involved)]
        }
        let clusterNamespaces = ["default", "kube-system"]
        let isMisplaced = involved.isEmpty && !clusterNamespaces.contains(namespace)
        return (isMisplaced ? [namespaceError(involved)] : [])
            + reporterErrors(text(event, "reportingComponent"), at: reporter)
            + ["reportingInstance", "action", "reason"].flatMap { key in
                (text(event, key).isEmpty ? [.required(key)] : [])
                    + lengthErrors(key, text(event, key), max: 128)
            }
            + lengthErrors("message", text(event, "message"), max: 1024)
    }

    /// What `events.k8s.io` asks of a new event beyond that.
    private func newEventErrors(_ event: JSONObject) -> [FieldError] {
        var errors: [FieldError] = []
        if let series = event["series"] {
            if series["count"]?.integer ?? 0 < 2 {
                errors.append(.invalid("series.count", "", "should be at least 2"))
            }
            if series["lastObservedTime"]?.string == nil {
                errors.append(.required("series.lastObservedTime"))
            }
        }
        if event["eventTime"]?.string == nil { errors.append(.required("eventTime")) }
        let type = text(event, "type")
        if type != "Normal", type != "Warning" {
            errors.append(.invalid("type", "", "has invalid value: \(type)"))
        }
        let source = event["source"]?.object ?? JSONObject()
        for (key, isSet) in [
            ("firstTimestamp", event["firstTimestamp"]?.string != nil),
            ("lastTimestamp", event["lastTimestamp"]?.string != nil),
            ("count", event["count"]?.integer ?? 0 != 0), ("source", !source.isEmpty),
        ] where isSet {
            errors.append(.invalid(key, "", "needs to be unset"))
        }
        return errors
    }

    private func text(_ event: JSONObject, _ key: String) -> String { event[key]?.string ?? "" }

    private func namespaceError(_ involved: String) -> FieldError {
        .invalid(
            "involvedObject.namespace", .string(involved), "does not match event.namespace")
    }

    private func reporterErrors(_ reporter: String, at field: String) -> [FieldError] {
        (reporter.isEmpty ? [.required(field)] : [])
            + NameFormat.qualifiedName.problems(of: reporter).map {
                .invalid(field, .string(reporter), $0)
            }
    }

    private func lengthErrors(_ key: String, _ text: String, max: Int) -> [FieldError] {
        guard text.utf8.count > max else { return [] }
        return [.invalid(key, "", "can have at most \(max) characters")]
    }
}

extension Kind {
    /// Whether this is the kind of events that `events.k8s.io` has.
    var isNewEvent: Bool { group == "events.k8s.io" }
}
