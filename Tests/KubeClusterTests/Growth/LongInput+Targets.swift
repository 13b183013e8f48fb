extension LongInput {
    /// Targets of requests.
    static let targets = [
        LongInput(name: "a path of many segments", count: 10_000, status: 404) {
            [try get("/" + list($0, by: "/") { "s\($0)" })]
        },
        LongInput(name: "a path of many segments below a lease", count: 10_000, status: 404) {
            [try get("\(leases)/" + list($0, by: "/") { "s\($0)" })]
        },
        LongInput(name: "a name", count: 100_000, status: 404) {
            [try get("\(leases)/" + String(repeating: "n", count: $0))]
        },
        LongInput(name: "a path of escapes", count: 30_000, status: 404) {
            [try get("\(leases)/" + String(repeating: "%41", count: $0))]
        },
        LongInput(name: "many query parameters", count: 10_000) {
            [try get("\(leases)?" + list($0, by: "&") { "p\($0)=v" })]
        },
        LongInput(name: "one query parameter many times", count: 10_000) {
            [try get("\(leases)?" + list($0, by: "&") { _ in "limit=5" })]
        },
        LongInput(name: "a field selector", count: 4_000) {
            [try get("\(leases)?fieldSelector=" + list($0) { "metadata.name!=n\($0)" })]
        },
        LongInput(name: "a field selector of unknown fields", count: 4_000, status: 400) {
            [try get("\(leases)?fieldSelector=" + list($0) { "spec.f\($0)!=n" })]
        },
        LongInput(name: "a label selector", count: 4_000) {
            [try get("\(leases)?labelSelector=" + list($0) { "l\($0)!=n" })]
        },
        LongInput(name: "a label selector of one label", count: 4_000) {
            [try get("\(leases)?labelSelector=" + list($0) { "l!=n\($0)" })]
        },
        LongInput(name: "a label selector of one set", count: 4_000) {
            [try get("\(leases)?labelSelector=l+in+(" + list($0) { "v\($0)" } + ")")]
        },
        LongInput(name: "a label selector of parentheses", count: 10_000, status: 400) {
            [try get("\(leases)?labelSelector=l+in+" + String(repeating: "(", count: $0))]
        },
        LongInput(name: "a continue token", count: 30_000, status: 400) {
            [try get("\(leases)?limit=1&continue=" + String(repeating: "eyJ2", count: $0))]
        },
        LongInput(name: "a resource version", count: 50_000, status: 400) {
            [try get("\(leases)?resourceVersion=" + String(repeating: "9", count: $0))]
        },
        LongInput(name: "filters of the journal", count: 5_000) {
            [try get("/fake/requests?" + list($0, by: "&") { "client=c\($0)" })]
        },
    ]
}
