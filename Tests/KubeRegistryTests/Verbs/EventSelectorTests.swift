import KubeAPI
import KubeJSON
import KubeStore
import Testing

@testable import KubeRegistry

@Suite struct `A field selector of events` {
    /// The names of the events of `group` that `selector` picks.
    private func names(_ selector: String, group: String) throws -> [String] {
        var fixture = try RegistryFixture()
        for name in ["a", "b"] {
            try fixture.create(
                "events",
                #"{"metadata":{"name":"\#(name)"},"involvedObject":{"namespace":"lab","name":"x\#(name)"},"#
                    + #""reason":"r","reportingComponent":"c\#(name)"}"#)
        }
        let served = try #require(
            fixture.registry.catalog.resource(group: group, version: "v1", name: "events"))
        let options = try ListOptions(
            QueryParameters([("fieldSelector", selector)]), isWatch: false)
        let outcome = try fixture.registry.list(Target(served, namespace: "lab"), options)
        guard case .search(var search) = outcome else { return ["?"] }
        let page = search.proceed()
        return try #require(page).objects.map(\.key.name)
    }

    // COR-024
    @Test(arguments: [
        ("", "involvedObject.name=xb"), ("", "reportingComponent=cb"),
        ("events.k8s.io", "regarding.name=xb"), ("events.k8s.io", "reportingController=cb"),
        ("events.k8s.io", "reason=r,metadata.name=b"),
    ])
    func `uses the names of its version`(group: String, selector: String) throws {
        #expect(try names(selector, group: group) == ["b"])
    }

    // COR-024
    @Test(arguments: [
        ("", "regarding.name"), ("events.k8s.io", "involvedObject.name"),
        ("events.k8s.io", "source"), ("events.k8s.io", "regarding.x"),
    ])
    func `does not know other names`(group: String, label: String) throws {
        let error = failure { try names("\(label)=x", group: group) }
        #expect(error == .badRequest("field label not supported: \(label)"))
    }
}
