extension Resource {
    /// Events, stored as `v1` has them.
    package static let events = Resource(
        name: "events", singularName: "event", shortNames: ["ev"],
        views: [View(.eventV1, .stable), View(.eventsEventV1, .stable, EventConversion())],
        rules: EventRules())
}
