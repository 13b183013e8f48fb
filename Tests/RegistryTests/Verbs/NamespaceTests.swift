import JSON
import KubeAPI
import Testing

@testable import Registry

@Suite struct `A namespace that a client writes` {
    // COR-003
    @Test func `with a prefix for a name gets the label of the name that is made up`() throws {
        var fixture = try RegistryFixture()

        let namespace = try fixture.create(
            "namespaces", #"{"metadata":{"generateName":"n-"}}"#)

        let name = namespace.metadataText("name")
        #expect(name.hasPrefix("n-"))
        #expect(namespace.metadata["labels"] == ["kubernetes.io/metadata.name": .string(name)])
        #expect(
            owners(of: namespace) == [#"Update tester v1 00: {"metadata":{"generateName":{}}}"#])
    }
}
