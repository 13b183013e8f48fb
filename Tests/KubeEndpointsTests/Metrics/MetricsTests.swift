import KubeHTTP1
import KubeJSON
import KubeStore
import KubeTime
import Testing

@testable import KubeEndpoints

@Suite struct `Metrics of a cluster` {
    @Test func `count requests and objects`() throws {
        var server = try NonResourceFixture()
        let labels = Metrics.RequestLabels(
            verb: "LIST", group: "coordination.k8s.io", version: "v1", resource: "leases",
            scope: "namespace")
        server.metrics.count(labels, code: 200)
        server.metrics.count(labels, code: 200)
        server.metrics.count(Metrics.RequestLabels(verb: "a\"b\\c\nd", isDryRun: true), code: 404)
        server.store.put(
            JSONObject(), at: ObjectKey(resource: "leases", namespace: "ns", name: "a"),
            time: Timestamp(seconds: 0))
        let text = try server.text("/metrics")
        #expect(
            text.contains(
                #"apiserver_request_total{code="200",component="apiserver",dry_run="","#
                    + #"group="coordination.k8s.io",resource="leases",scope="namespace","#
                    + #"subresource="",verb="LIST",version="v1"} 2"# + "\n"))
        #expect(text.contains(#"verb="a\"b\\c\nd",version=""} 1"#))
        #expect(
            text.contains(
                #"apiserver_storage_objects{resource="leases.coordination.k8s.io"} 1"# + "\n"))
        #expect(text.contains(#"git_version="v1.36.2""#))
        #expect(!text.contains("apiserver_request_aborts_total"))
    }

    @Test func `count apart what nobody was answered`() throws {
        var server = try NonResourceFixture()

        server.metrics.count(Metrics.RequestLabels(verb: "GET", resource: "leases"), code: nil)

        let text = try server.text("/metrics")
        #expect(
            text.contains(
                #"apiserver_request_aborts_total{group="",resource="leases",scope="","#
                    + #"subresource="",verb="GET",version=""} 1"# + "\n"))
        #expect(!text.contains("apiserver_request_total{"))
    }
}
