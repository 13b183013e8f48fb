import KubeHTTP1

extension LongInput {
    /// Fields of requests.
    static let fields = [
        LongInput(name: "many fields", count: 5_000) { count in
            var fields: HTTPFields = [:]
            for index in 0..<count { fields.append("v", as: "X-Field-\(index)") }
            return [try get(leases, fields)]
        },
        LongInput(name: "one field many times", count: 5_000) { count in
            var fields: HTTPFields = [:]
            for _ in 0..<count { fields.append("application/json", as: "Accept") }
            return [try get(leases, fields)]
        },
        LongInput(name: "an Accept list", count: 4_000, status: 406) { count in
            [try get(leases, ["Accept": list(count) { "text/t\($0);q=0.5" }])]
        },
        LongInput(name: "an Accept list of one type", count: 4_000, status: 406) { count in
            [try get(leases, ["Accept": list(count) { _ in "application/json;as=Table;v=v2;g=x" }])]
        },
        LongInput(name: "parameters of an Accept type", count: 8_000) { count in
            [try get(leases, ["Accept": "application/json;" + list(count, by: ";") { "p\($0)=v" }])]
        },
        LongInput(name: "parameters of a Content-Type", count: 8_000, status: 422) { count in
            [
                try write(
                    "POST", leases, "{}",
                    "application/json;" + list(count, by: ";") { "p\($0)=v" })
            ]
        },
        LongInput(name: "an Accept-Encoding list", count: 8_000) { count in
            [try get(leases, ["Accept-Encoding": list(count) { "e\($0);q=0.1" }])]
        },
        LongInput(name: "a Connection list", count: 8_000) { count in
            [try get(leases, ["Connection": list(count) { "e\($0)" }])]
        },
        LongInput(name: "a User-Agent", count: 100_000) { count in
            [try get(leases, ["User-Agent": String(repeating: "u", count: count)])]
        },
    ]
}
