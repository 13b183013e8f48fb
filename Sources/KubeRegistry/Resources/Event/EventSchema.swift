package import KubeAPI

extension Kind {
    /// `v1` Event, the stored form.
    package static let eventV1 = Kind(group: "", version: "v1", name: "Event", schema: .event)

    /// `events.k8s.io/v1` Event, the same objects under newer names.
    package static let eventsEventV1 = Kind(
        group: "events.k8s.io", version: "v1", name: "Event", schema: .eventsEvent)
}

extension ObjectSchema {
    /// `v1` Event.
    package static let event = ObjectSchema(
        "Event", in: .api("core", "v1"), "A report of something that happened to an object.",
        fields: [
            Field(
                "metadata", 1, .object(.objectMeta), .always, isRequired: true,
                "Metadata of the event."),
            Field(
                "involvedObject", 2, .object(.objectReference), .always, isRequired: true,
                "What the event is about."),
            Field("reason", 3, .string, "Why it happened, in one word."),
            Field("message", 4, .string, "What happened, in a sentence."),
            Field("source", 5, .object(eventSource), .always, "Who reported it."),
            Field("firstTimestamp", 6, .time, .always, "When it was first seen."),
            Field("lastTimestamp", 7, .time, .always, "When it was last seen."),
            Field("count", 8, .int32, "How often it was seen."),
            Field("type", 9, .string, "Normal or Warning."),
            Field("eventTime", 10, .microTime, .always, "When it was first seen, precisely."),
            Field("series", 11, .object(eventSeries), .whenSet, "How it went on."),
            Field("action", 12, .string, "What was done about the object."),
            Field("related", 13, .object(.objectReference), .whenSet, "A second object."),
            Field("reportingComponent", 14, .string, .always, "Who reported it."),
            Field("reportingInstance", 15, .string, .always, "Which of its instances did."),
        ])

    /// `events.k8s.io/v1` Event.
    package static let eventsEvent = ObjectSchema(
        "Event", in: .api("events", "v1"), "A report of something that happened to an object.",
        fields: [
            Field("metadata", 1, .object(.objectMeta), .always, "Metadata of the event."),
            Field(
                "eventTime", 2, .microTime, .always, isRequired: true,
                "When it was first seen, precisely."),
            Field("series", 3, .object(eventsEventSeries), .whenSet, "How it went on."),
            Field("reportingController", 4, .string, "Who reported it."),
            Field("reportingInstance", 5, .string, "Which of its instances did."),
            Field("action", 6, .string, "What was done about the object."),
            Field("reason", 7, .string, "Why it happened, in one word."),
            Field("regarding", 8, .object(.objectReference), .always, "What the event is about."),
            Field("related", 9, .object(.objectReference), .whenSet, "A second object."),
            Field("note", 10, .string, "What happened, in a sentence."),
            Field("type", 11, .string, "Normal or Warning."),
            Field("deprecatedSource", 12, .object(eventSource), .always, "Who reported it."),
            Field("deprecatedFirstTimestamp", 13, .time, .always, "When it was first seen."),
            Field("deprecatedLastTimestamp", 14, .time, .always, "When it was last seen."),
            Field("deprecatedCount", 15, .int32, "How often it was seen."),
        ])

    /// `v1` ObjectReference.
    package static let objectReference = ObjectSchema(
        "ObjectReference", in: .api("core", "v1"), "Which object is meant.", isAtomic: true,
        fields: [
            Field("kind", 1, .string, "Kind of the object."),
            Field("namespace", 2, .string, "Namespace of the object."),
            Field("name", 3, .string, "Name of the object."),
            Field("uid", 4, .string, goType: "types.UID", "Uid of the object."),
            Field("apiVersion", 5, .string, "Group and version of the object."),
            Field("resourceVersion", 6, .string, "Version of the object that is meant."),
            Field("fieldPath", 7, .string, "Part of the object that is meant."),
        ])

    private static let eventSource = ObjectSchema(
        "EventSource", in: .api("core", "v1"), "Who reported an event.",
        fields: [
            Field("component", 1, .string, "Component that reported it."),
            Field("host", 2, .string, "Node on which it ran."),
        ])

    private static let eventSeries = ObjectSchema(
        "EventSeries", in: .api("core", "v1"), "How an event went on.",
        fields: [
            Field("count", 1, .int32, "How often it was seen."),
            Field("lastObservedTime", 2, .microTime, .always, "When it was last seen."),
        ])

    private static let eventsEventSeries = ObjectSchema(
        "EventSeries", in: .api("events", "v1"), "How an event went on.",
        fields: [
            Field("count", 1, .int32, .always, isRequired: true, "How often it was seen."),
            Field(
                "lastObservedTime", 2, .microTime, .always, isRequired: true,
                "When it was last seen."),
        ])
}
