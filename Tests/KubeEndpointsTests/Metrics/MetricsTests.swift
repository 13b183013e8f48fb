import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeStore
import KubeTime
import Testing

@testable import KubeEndpoints

@Suite struct `Metrics of a cluster` {
    @Test func `count requests and objects`() throws {
        var server = try NonResourceFixture()
        let served = ServedResource(stored: .leases)
        let labels = Metrics.RequestLabels(.list, Target(served, namespace: "ns"))
        server.metrics.count(labels, code: 200)
        server.metrics.count(labels, code: 200)
        let odd = Target(served, namespace: "ns", name: "a", subresource: "a\"b\\c\nd")
        server.metrics.count(Metrics.RequestLabels(.get, odd, isDryRun: true), code: 404)
        server.store.put(
            JSONObject(), at: ObjectKey(resource: "leases", namespace: "ns", name: "a"),
            time: Timestamp(seconds: 0))
        let text = try server.text("/metrics")
        #expect(
            text.contains(
                #"apiserver_request_total{code="200",component="apiserver",dry_run="","#
                    + #"group="coordination.k8s.io",resource="leases",scope="namespace","#
                    + #"subresource="",verb="LIST",version="v1"} 2"# + "\n"))
        #expect(text.contains(#"dry_run="All","#))
        #expect(text.contains(#"subresource="a\"b\\c\nd",verb="GET",version="v1"} 1"#))
        #expect(
            text.contains(
                #"apiserver_storage_objects{resource="leases.coordination.k8s.io"} 1"# + "\n"))
        #expect(text.contains(#"git_version="v1.36.2""#))
        #expect(!text.contains("apiserver_request_aborts_total"))
    }

    @Test func `count apart what nobody was answered`() throws {
        var server = try NonResourceFixture()

        let target = Target(ServedResource(stored: .leases), namespace: "ns", name: "a")
        server.metrics.count(Metrics.RequestLabels(.get, target), code: nil)

        let text = try server.text("/metrics")
        #expect(
            text.contains(
                #"apiserver_request_aborts_total{group="coordination.k8s.io","#
                    + #"resource="leases",scope="resource",subresource="","#
                    + #"verb="GET",version="v1"} 1"# + "\n"))
        #expect(!text.contains("apiserver_request_total{"))
    }
}
