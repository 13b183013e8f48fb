import KubeHTTP1
import KubeJSON
import Testing

@testable import KubeCluster

@Suite struct `The table of control routes` {
    @Test(arguments: RowCase.all.filter { $0.action.document == nil })
    func `refuses what an action does not declare, and names what it does`(row: RowCase) throws {
        var play = try HostPlay()
        let method = row.action.method.rawValue

        let field = try play.ask(method, row.location, #"{"stranger":1}"#)
        let parameter = try play.ask(method, row.location + "?stranger=1")

        #expect(field["code"] == 400)
        #expect(field["message"] == .string(row.refusal(of: "field", knowing: row.names(.body))))
        #expect(parameter["code"] == 400)
        #expect(
            parameter["message"]
                == .string(row.refusal(of: "parameter", knowing: row.names(.query))))
    }

    @Test(arguments: RowCase.all)
    func `knows every field that it declares`(row: RowCase) throws {
        for name in row.names(.body) {
            var play = try HostPlay()
            let status = try play.ask(
                row.action.method.rawValue, row.location, #"{"\#(name)":[[]]}"#)
            #expect(status["code"] == 400)
            let message = try #require(status["message"]?.string)
            #expect(message.hasPrefix("the field \"\(name)") && message.contains(" must be a"))
        }
    }

    @Test(arguments: ClusterHost.controlTable.routes.map(\.path.template))
    func `refuses other methods, and says which there are`(template: String) throws {
        let route = try #require(
            ClusterHost.controlTable.routes.first { $0.path.template == template })
        let methods = route.actions.map(\.description.method.rawValue)
        var play = try HostPlay()

        let number = try play.send("PATCH", RowCase.location(template))

        let answer = try #require(play.answer(number))
        #expect(answer.status == 405)
        #expect(answer.fields["Allow"] == methods.joined(separator: ", "))
    }

    @Test func `says in a sentence which methods there are`() throws {
        var play = try HostPlay()
        #expect(
            try play.ask("PUT", "/fake/clock")["message"]
                == "/fake/clock takes GET and POST, not PUT")
    }

    @Test(arguments: [
        "/fake/none", "/fake/clock/now", "/fake/leases/default/app", "/fake/leases//app/expire",
        "/fake/leases/default/app/explode", "/fake/clusters/a/b", "/fake/elections/default",
    ])
    func `has no other paths`(path: String) throws {
        var play = try HostPlay()
        let status = try play.ask("POST", path)
        #expect(status["code"] == 404)
        #expect(
            status["message"] == .string("\(path) does not exist; see /fake/ for what does"))
    }

    @Test(arguments: ["/fake/clock", "/fake/clock/", "/fake/clock//"])
    func `passes over slashes at the end`(path: String) throws {
        var play = try HostPlay()
        #expect(try play.ask("GET", path)["mode"] == "manual")
    }

    @Test func `asks for what is missing`() throws {
        var play = try HostPlay()
        for body in ["", #"{"holderIdentity":null}"#, #"{"holderIdentity":""}"#] {
            #expect(
                try play.ask("POST", "/fake/leases/default/app/steal", body)["message"]
                    == .string(
                        #"the field "holderIdentity" is missing or empty: "#
                            + #"say {"holderIdentity":"somebody"}"#))
        }
    }

    @Test func `says what a failed commit undoes`() {
        let undone = RowCase.all.filter { !$0.action.effect.isUndoable }.map(\.testDescription)
        #expect(
            undone == [
                "POST /fake/clock", "POST /fake/clusters", "DELETE /fake/clusters/{name}",
                "POST /fake/expect",
                "POST /fake/faults", "DELETE /fake/faults", "PUT /fake/faults/{name}",
                "DELETE /fake/faults/{name}", "POST /fake/held", "POST /fake/held/{id}",
                "POST /fake/partitions", "DELETE /fake/partitions",
                "DELETE /fake/partitions/{client}", "DELETE /fake/requests",
                "DELETE /fake/watches", "DELETE /fake/watches/{id}",
            ])
        let writes = RowCase.all.filter { $0.action.effect == .writes }.map(\.testDescription)
        #expect(
            writes
                == ["POST /fake/history/expire"]
                + ["expire", "freeze", "release", "steal", "thaw"].map {
                    "POST /fake/leases/{namespace}/{lease}/\($0)"
                } + ["POST /fake/reset", "PUT /fake/snapshot"])
    }
}

@Suite struct `The index of the control API` {
    @Test(arguments: ["/fake", "/fake/"])
    func `tells every path, and what it takes`(path: String) throws {
        var play = try HostPlay()
        let index = try #require(try play.ask("GET", path).object)
        #expect(index.keys == ClusterHost.controlTable.routes.map(\.path.template))
        #expect(
            index["/fake/clock"]?["POST"]?["fields"]?["advance"] == [
                "type": "duration", "required": false,
                "summary": "how far a manual clock goes forward",
            ])
        #expect(
            index["/fake/leases/{namespace}/{lease}/steal"]?["POST"] == [
                "summary": "gives the lease to somebody, as if taken from its holder",
                "fields": [
                    "holderIdentity": [
                        "type": "string", "required": true, "summary": "who gets the lease",
                    ]
                ],
                "parameters": [:], "writes": true, "status": 200,
                "answers": ["application/json"],
                "examples": [
                    .string(
                        "curl http://fake.example:8080/fake/leases/default/app/steal -d "
                            + #"'{"holderIdentity":"two"}'"#)
                ],
            ])
        #expect(
            index["/fake/terms"]?["GET"]?["parameters"]?.object?.keys
                == ["namespace", "lease"])
    }

    @Test func `can be read by people`() throws {
        var play = try HostPlay()
        let number = try play.send("GET", "/fake/", accept: "text/plain")
        let text = String(decoding: try #require(play.answer(number)).body, as: UTF8.self)
        #expect(
            text.contains(
                """
                POST /fake/leases/{namespace}/{lease}/steal gives the lease to somebody, as if \
                taken from its holder
                  holderIdentity (string, required): who gets the lease
                  curl http://fake.example:8080/fake/leases/default/app/steal -d \
                '{"holderIdentity":"two"}'

                """))
        #expect(
            text.contains(
                """
                GET /fake/terms tells who held each lease from when to when
                  ?namespace (string): only the leases of this namespace
                  ?lease (string): only the leases of this name, or the one at default/web
                  curl http://fake.example:8080/fake/terms
                  curl 'http://fake.example:8080/fake/terms?namespace=default&lease=app'

                """))
    }

    @Test func `tells of clusters only where there are some`() throws {
        var play = try HostPlay()
        _ = try play.ask("POST", "/fake/clusters", #"{"name":"a"}"#)
        let index = try play.ask("GET", "/clusters/a/fake/")
        #expect(index["/fake/clock"] != nil)
        #expect(index["/fake/clusters"] == nil)
    }
}
