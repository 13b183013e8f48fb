import KubeHTTP1
import KubeTestSupport

extension LongInput {
    /// New objects.
    static let bodies = [
        LongInput(name: "labels", count: 6_000, status: 201) { count in
            [try write("POST", leases, lease(#""labels":{\#(list(count) { #""l\#($0)":"v""# })}"#))]
        },
        LongInput(name: "labels that are all wrong", count: 2_000, status: 422) { count in
            [try write("POST", leases, lease(#""labels":{\#(list(count) { #""-\#($0)":"v""# })}"#))]
        },
        LongInput(name: "finalizers", count: 6_000, status: 201) { count in
            [
                try write(
                    "POST", leases, lease(#""finalizers":[\#(list(count) { #""a.b/\#($0)""# })]"#))
            ]
        },
        LongInput(name: "owners", count: 4_000, status: 201) { count in
            let owners = list(count) {
                #"{"apiVersion":"v1","kind":"Pod","name":"p\#($0)","uid":"u\#($0)"}"#
            }
            return [try write("POST", leases, lease(#""ownerReferences":[\#(owners)]"#))]
        },
        LongInput(name: "unknown fields", count: 6_000, status: 201) { count in
            [try write("POST", leases, lease(list(count) { #""unknown\#($0)":1"# }))]
        },
        LongInput(name: "unknown fields that are refused", count: 6_000, status: 400) { count in
            [
                try write(
                    "POST", leases + "?fieldValidation=Strict",
                    lease(list(count) { #""unknown\#($0)":1"# }))
            ]
        },
        LongInput(name: "a field many times", count: 6_000, status: 400) { count in
            [
                try write(
                    "POST", leases + "?fieldValidation=Strict",
                    lease(list(count) { _ in #""uid":"""# }))
            ]
        },
        LongInput(name: "JSON that nests", count: 4_000, status: 201) { count in
            [
                try write(
                    "POST", leases,
                    lease(
                        #""x":"# + String(repeating: "[", count: count)
                            + String(repeating: "]", count: count)))
            ]
        },
        LongInput(name: "a number", count: 50_000, status: 400) { count in
            [
                try write(
                    "POST", leases, lease(#""generation":1"# + String(repeating: "0", count: count))
                )
            ]
        },
        LongInput(name: "a holder of escapes", count: 6_000, status: 201) { count in
            [
                try write(
                    "POST", leases,
                    #"{"metadata":{"name":"a"},"spec":{"holderIdentity":"\#(String(repeating: #"\u0041"#, count: count))"}}"#
                )
            ]
        },
        LongInput(name: "YAML keys", count: 6_000, status: 201) { count in
            [
                try write(
                    "POST", leases,
                    "metadata:\n  name: a\n  annotations:\n"
                        + list(count, by: "\n") { "    k\($0): v" }, "application/yaml")
            ]
        },
        LongInput(name: "YAML anchors", count: 3_000, status: 201) { count in
            [
                try write(
                    "POST", leases,
                    "metadata:\n  name: a\n  annotations:\n"
                        + list(count, by: "\n") { "    k\($0): &a\($0) v\n    x\($0): *a\($0)" },
                    "application/yaml")
            ]
        },
        LongInput(name: "YAML that nests", count: 300, status: 400) { count in
            [
                try write(
                    "POST", leases, "x: " + String(repeating: "[", count: count), "application/yaml"
                )
            ]
        },
        LongInput(name: "a YAML text of many lines", count: 5_000, status: 201) { count in
            [
                try write(
                    "POST", leases,
                    "metadata:\n  name: a\n  annotations:\n    k: |\n"
                        + list(count, by: "\n") { "      line \($0)" }, "application/yaml")
            ]
        },
        LongInput(name: "protobuf that nests", count: 3_000, status: 422) { count in
            var message: [UInt8] = []
            for _ in 0..<count {
                var length = message.count
                var varint: [UInt8] = []
                repeat {
                    varint.append(UInt8(length & 0x7F) | (length > 0x7F ? 0x80 : 0))
                    length >>= 7
                } while length > 0
                message.append(contentsOf: [])
                message = [0x0A] + varint + message
            }
            return [
                try HTTPRequest(
                    "POST", leases, [0x6B, 0x38, 0x73, 0x00] + message,
                    fields: [
                        "Host": "localhost", "Content-Type": "application/vnd.kubernetes.protobuf",
                    ])
            ]
        },
        LongInput(name: "rules", count: 300, status: 201) { count in
            let rules = list(count) {
                #"{"match":{"verb":"update","name":"n\#($0)"},"do":{"error":"conflict"}}"#
            }
            return [try write("POST", "/fake/faults", "[\(rules)]")]
        },
    ]
}
