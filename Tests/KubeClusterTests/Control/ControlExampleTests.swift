import KubeHTTP1
import KubeJSON
import Testing

@testable import KubeCluster

@Suite struct `The examples of the control API` {
    private let server = "http://fake.example:8080"

    /// The commands that `GET /fake/` tells for an action, as a client at `base` is told them.
    private func commands(_ row: RowCase, at base: String = "") throws -> [CurlCommand] {
        var play = try HostPlay()
        let index = try play.ask("GET", "\(base)/fake/")
        let lines = index[row.template]?[row.action.method.rawValue]?["examples"]?.array
        return try #require(lines).map { try CurlCommand(try #require($0.string)) }
    }

    @Test(arguments: RowCase.all)
    func `work when they are pasted`(row: RowCase) throws {
        let commands = try commands(row)
        #expect(!commands.isEmpty)
        for command in commands {
            var play = try ExamplePlay.make(for: row.template)
            #expect(command.method == row.action.method.rawValue)
            #expect(command.url.hasPrefix(server))
            let number = try play.send(
                command.method, String(command.url.dropFirst(server.count)), command.body,
                type: "application/x-www-form-urlencoded")
            let answer = try #require(play.answer(number))
            #expect(
                answer.status == row.action.answer.status,
                "\(command): \(String(decoding: answer.body, as: UTF8.self))")
        }
    }

    @Test(
        arguments: RowCase.all.filter { row in row.action.bodyFields.contains(where: \.isRequired) }
    )
    func `have a body where one is needed`(row: RowCase) throws {
        #expect(try commands(row).allSatisfy { !$0.body.isEmpty })
    }

    @Test func `name the server, the cluster and the client by which they were asked for`() throws {
        var play = try HostPlay()
        _ = try play.ask("POST", "/fake/clusters", #"{"name":"x"}"#)
        let index = try play.ask("GET", "/clusters/x/as/a/fake/")
        #expect(
            index["/fake/history/expire"]?["POST"]?["examples"] == [
                .string("curl -X POST \(server)/clusters/x/as/a/fake/history/expire")
            ])
    }

    @Test func `are quoted for a shell`() {
        let body = #"{"a":"it's"}"#
        #expect(
            ControlExample.body(body).command(.post, "http://a/fake/x")
                == #"curl http://a/fake/x -d '{"a":"it'\''s"}'"#)
        #expect(
            ControlExample.query("a=b&c=d").command(.get, "http://[::1]:80/fake/x")
                == "curl 'http://[::1]:80/fake/x?a=b&c=d'")
        #expect(
            ControlExample.body("{}").command(.put, "http://a/fake/x")
                == "curl -X PUT http://a/fake/x -d '{}'")
    }
}
