import KubeJSON
import KubeTestSupport
import Testing

@Suite(.limited) struct `A line of the log` {
    @Test func `has the form of Kubernetes' klog`() async throws {
        let line = try await Program.built("fake-apiserver").run([
            "--port=0", "-v=2", "--seed=7",
        ]) { program in
            try await program.first(with: "Serving")
        }.output

        let form = #/I(\d{2})(\d{2}) \d{2}:\d{2}:\d{2}\.\d{6} +\d+ fake-apiserver\] (.*)/#
        let match = try #require(try line.flatMap { try form.wholeMatch(in: $0) })
        #expect((1...12).contains(Int(match.1) ?? 0))
        #expect((1...31).contains(Int(match.2) ?? 0))
        #expect(match.3.hasPrefix(#""Serving" seed="7" url="http://"#))
    }

    @Test(arguments: ["--logging-format", "--log-format"])
    func `is an object of JSON if that is wanted`(flag: String) async throws {
        let line = try await Program.built("fake-apiserver").run([
            "--port=0", "-v=2", "--seed=7", "\(flag)=json",
        ]) { program in try await program.first(with: "Serving") }.output

        let text = try #require(line)
        let object = try #require(try JSONParser.parse(Array(text.utf8)).object)
        #expect(object.map(\.key) == ["ts", "caller", "msg", "v", "seed", "url"])
        #expect(object["msg"] == "Serving")
        #expect(object["v"] == 2)
        #expect(object["seed"] == "7")
    }

    @Test(arguments: ["--logging-format", "--log-format"])
    func `has no other form`(flag: String) async throws {
        let result = try await Program.built("fake-apiserver").run(["\(flag)=xml"])

        #expect(result.status == 1)
        #expect(
            result.errors == #"Error: format: Invalid value: "xml": Unsupported log format"# + "\n")
    }
}
