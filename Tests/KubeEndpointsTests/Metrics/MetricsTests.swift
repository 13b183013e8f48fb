import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeStore
import KubeTestSupport
import KubeTime
import Testing

@testable import KubeEndpoints

@Suite struct `Metrics of a cluster` {
    private static let leases = ServedResource(stored: .leases)

    private func page(_ server: inout NonResourceFixture) throws -> MetricsPage {
        try MetricsPage(server.text("/metrics"))
    }

    @Test func `count requests and objects`() throws {
        var server = try NonResourceFixture()
        let labels = RequestLabels(.list, Target(Self.leases, namespace: "ns"))
        server.metrics.count(labels, code: 200, after: .zero)
        server.metrics.count(labels, code: 200, after: .zero)
        server.metrics.count(labels, code: 410, after: .zero)
        server.store.put(
            JSONObject(), at: ObjectKey(resource: "leases", namespace: "ns", name: "a"),
            time: Timestamp(seconds: 0))

        let page = try page(&server)
        for (code, count) in [("200", 2.0), ("410", 1)] {
            #expect(
                page.value(
                    "apiserver_request_total",
                    [
                        "code": code, "component": "apiserver", "dry_run": "",
                        "group": "coordination.k8s.io", "resource": "leases",
                        "scope": "namespace", "subresource": "", "verb": "LIST", "version": "v1",
                    ]) == count)
        }
        #expect(
            page.value("apiserver_storage_objects", ["resource": "leases.coordination.k8s.io"]) == 1
        )
        #expect(page.sum("kubernetes_build_info", where: #"git_version="v1.36.2""#) == 1)
        #expect(page.types["apiserver_request_aborts_total"] == nil)
    }

    @Test func `tell how long requests took, in kube-apiserver's buckets`() throws {
        var server = try NonResourceFixture()
        let labels = RequestLabels(.get, Target(Self.leases, namespace: "ns", name: "a"))
        for milliseconds in [1, 5, 6, 1250, 61_000] {
            server.metrics.count(labels, code: 200, after: .milliseconds(milliseconds))
        }

        let page = try page(&server)
        let name = "apiserver_request_duration_seconds"
        let counts = [
            ("0.005", 2.0), ("0.025", 3), ("1", 3), ("1.25", 4), ("60", 4), ("+Inf", 5),
        ]
        for (bound, count) in counts {
            #expect(page.sum("\(name)_bucket", where: "le=\"\(bound)\"") == count)
        }
        #expect(page.values.keys.count { $0.hasPrefix("\(name)_bucket") } == 24)
        #expect(page.types[name] == "histogram")
        let common: KeyValuePairs = [
            "component": "apiserver", "dry_run": "", "group": "coordination.k8s.io",
            "resource": "leases", "scope": "resource", "subresource": "", "verb": "GET",
            "version": "v1",
        ]
        #expect(page.value("\(name)_count", common) == 5)
        #expect(page.value("\(name)_sum", common) == 62.262)
    }

    @Test func `count apart what nobody was answered`() throws {
        var server = try NonResourceFixture()
        let target = Target(Self.leases, namespace: "ns", name: "a")

        server.metrics.count(RequestLabels(.put, target), code: nil, after: .zero)
        server.metrics.count(RequestLabels(.put, target, .all), code: nil, after: .zero)

        let page = try page(&server)
        #expect(
            page.value(
                "apiserver_request_aborts_total",
                [
                    "group": "coordination.k8s.io", "resource": "leases", "scope": "resource",
                    "subresource": "", "verb": "PUT", "version": "v1",
                ]) == 2)
        #expect(page.types["apiserver_request_total"] == nil)
        #expect(page.types["apiserver_request_duration_seconds"] == nil)
    }

    @Test func `escape what clients have made up`() throws {
        var server = try NonResourceFixture()
        server.metrics.count(FaultLabels(rule: "a\"b\\c\nd", phase: "received", action: "reset"))

        let page = try page(&server)
        #expect(
            page.value(
                "fake_faults_acted_total",
                ["action": "reset", "phase": "received", "rule": #"a\"b\\c\nd"#]) == 1)
    }

    @Test func `tell no more than a thousand kinds of faults apart`() throws {
        var server = try NonResourceFixture()
        for number in 0..<1_500 {
            server.metrics.count(
                FaultLabels(rule: "r\(number)", phase: "received", action: "reset"))
        }

        let page = try page(&server)
        #expect(page.values.keys.count { $0.hasPrefix("fake_faults_acted_total") } == 1_001)
        #expect(page.sum("fake_faults_acted_total") == 1_500)
    }
}
