import FakeAPIServerKit
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import Testing

@Suite struct `A kubeconfig` {
    @Test func `has what the strictest clients ask for`() {
        #expect(
            Kubeconfig(server: "http://127.0.0.1:4711").description == """
                apiVersion: v1
                clusters:
                - cluster:
                    insecure-skip-tls-verify: true
                    server: http://127.0.0.1:4711
                  name: fake
                contexts:
                - context:
                    cluster: fake
                    user: fake
                  name: fake
                current-context: fake
                kind: Config
                users:
                - name: fake
                  user:
                    token: fake

                """)
    }

    @Test(arguments: [
        ("http://127.0.0.1:4711", "fake"), ("http://[::1]:4711", "fake"),
        ("http://server:80/clusters/a", "fake/clusters/a"),
    ])
    func `has a name of its own for every cluster`(server: String, name: String) {
        #expect(Kubeconfig(server: server).context == name)
    }
}

@Suite struct `The endpoint for kubeconfig files` {
    @Test func `answers with a file in YAML`() throws {
        var play = try HostPlay()

        let number = try play.send("GET", "/fake/kubeconfig", accept: "*/*")

        let answer = try #require(play.answer(number))
        #expect(answer.fields["Content-Type"] == "application/yaml")
        #expect(
            String(decoding: answer.body, as: UTF8.self)
                == Kubeconfig(server: "http://fake.example:8080").description)
    }

    @Test func `answers in JSON when that is asked for`() throws {
        var play = try HostPlay()

        let number = try play.send("GET", "/fake/kubeconfig", accept: "application/json")

        let answer = try #require(play.answer(number))
        let file = try JSONParser.parse(answer.body)
        #expect(answer.fields["Content-Type"] == "application/json")
        #expect(file["current-context"] == "fake")
        #expect(
            file["clusters"]?.array?.first?["cluster"] == [
                "server": "http://fake.example:8080", "insecure-skip-tls-verify": true,
            ])
    }

    @Test func `gives each cluster a file of its own`() throws {
        var play = try HostPlay()
        _ = try play.ask("POST", "/fake/clusters", #"{"name":"a"}"#)

        let number = try play.send("GET", "/clusters/a/fake/kubeconfig")

        let answer = try #require(play.answer(number))
        #expect(
            String(decoding: answer.body, as: UTF8.self)
                == Kubeconfig(server: "http://fake.example:8080/clusters/a").description)
    }

    @Test func `names the host by which the client came`() throws {
        var host = try TestHost()
        let request = try HTTPRequest("GET", "/fake/kubeconfig", fields: ["Host": "[fd00::2]:81"])

        let (answer, _) = try host.answer(request)

        let text = String(decoding: answer.body, as: UTF8.self)
        #expect(text.contains("server: http://[fd00::2]:81\n"))
    }

    @Test func `refuses a client that names no host`() throws {
        var host = try TestHost()

        let (answer, _) = try host.answer(try HTTPRequest("GET", "/fake/kubeconfig"))

        #expect(answer.status == 400)
        #expect(
            try JSONParser.parse(answer.body)["message"]
                == "the request names no host: say Host, such as 127.0.0.1:8080")
    }
}
