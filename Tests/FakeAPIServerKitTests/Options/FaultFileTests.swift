import FakeAPIServerKit
import Foundation
import KubeTestSupport
import Testing

@Suite struct `A file of rules` {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// The options that name a file with this text.
    private func options(_ text: String, name: String = "faults.yaml") throws -> ServerOptions {
        let path = folder.file(name)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        var options = ServerOptions()
        options.port = 0
        options.faultsPath = path
        return options
    }

    @Test(arguments: [
        (
            "faults.yaml",
            "- name: one\n  match: {verb: get}\n  do: {status: 503}\n- {name: two, do: {reset: true}}\n"
        ),
        (
            "faults.json",
            #"[{"name":"one","do":{"status":503}},{"name":"two","do":{"reset":true}}]"#
        ),
        (
            "documents.yaml",
            "# none\n---\nname: one\ndo: pass\n---\n- {name: two, do: pass}\n---\n[]\n---\n"
        ),
    ])
    func `makes things go wrong from the first request on`(
        name: String, text: String
    ) async throws {
        let server = try FakeAPIServer(options(text, name: name))
        let names = try await server.faults.reports.map(\.name)
        await server.shutDown()

        #expect(names == ["one", "two"])
    }

    @Test func `comes after the rules of a snapshot that is loaded`() async throws {
        let snapshot = folder.file("snapshot.yaml")
        try Data(
            """
            kind: Cluster
            apiVersion: fake-apiserver/v1
            faults:
            - {name: loaded, do: pass, seen: 3}
            """.utf8
        ).write(to: URL(fileURLWithPath: snapshot))
        var options = try options("name: one\ndo: {reset: true}\n")
        options.loadPaths = [snapshot]
        let server = try FakeAPIServer(options)
        let reports = try await server.faults.reports
        await server.shutDown()

        #expect(reports.map(\.name) == ["loaded", "one"])
        #expect(reports.map(\.seen) == [3, 0])
    }

    @Test func `may be one rule`() async throws {
        let server = try FakeAPIServer(options("name: one\ndo: {reset: true}\n"))
        let names = try await server.faults.reports.map(\.name)
        await server.shutDown()

        #expect(names == ["one"])
    }

    @Test(arguments: [
        (
            "- do: {reset: true}\n- name: two\n  do: {resett: true}\n",
            #":2: rule 2: unknown field "do.resett""#
        ),
        (
            "do: pass\n---\n- do: pass\n- do: {resett: true}\n",
            #":4: rule 3: unknown field "do.resett""#
        ),
        ("[\n{\"do\":\"pass\"},\n{\"do\":1}]", ":3: rule 2: the field"),
        ("", ": there is no rule in the file"), ("# none\n---\n", ": there is no rule in the file"),
        ("- 3", ":1: rule 1: the body must be an object, not 3"),
        ("do: [", ": yaml: line 1"), ("[]: 1\nx", ": yaml: "),
        ("name: a\nname: b\ndo: {reset: true}\n", #": line 2: key "name" already set"#),
        (
            "- {name: a, do: pass}\n- {name: a, do: pass}\n",
            "--faults: the rule \"a\" exists already"
        ),
    ])
    func `that is wrong is told with its place, and nothing listens`(
        text: String, message: String
    ) throws {
        let options = try options(text)
        let error = #expect(throws: ServerOptionsError.self) { try FakeAPIServer(options) }

        #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
    }

    @Test func `has to be there`() throws {
        var options = ServerOptions()
        options.faultsPath = folder.file("none")
        let error = #expect(throws: ServerOptionsError.self) { try FakeAPIServer(options) }

        #expect(error?.description.hasSuffix("none: the file cannot be read") == true)
    }
}
