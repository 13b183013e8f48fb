import KubeHTTP1
import KubeTestSupport

extension LongInput {
    private static let created = #"{"metadata":{"name":"a"}}"#

    private static func patch(_ body: String, _ type: String) throws -> [HTTPRequest] {
        [
            try write("POST", leases, created),
            try write(
                "PATCH",
                "\(leases)/a?fieldManager=m" + (type.contains("apply") ? "&force=true" : ""),
                body, type),
        ]
    }

    /// Patches of an object.
    static let patches = [
        LongInput(name: "operations of a JSON patch", count: 4_000) { count in
            let operations = list(count) {
                #"{"op":"add","path":"/metadata/annotations/k\#($0)","value":"v"}"#
            }
            return try patch(
                #"[{"op":"add","path":"/metadata/annotations","value":{}},\#(operations)]"#,
                "application/json-patch+json")
        },
        LongInput(name: "copies of a JSON patch", count: 4_000) { count in
            let operations = list(count) {
                #"{"op":"copy","from":"/metadata/name","path":"/metadata/annotations/k\#($0)"}"#
            }
            return try patch(
                #"[{"op":"add","path":"/metadata/annotations","value":{}},\#(operations)]"#,
                "application/json-patch+json")
        },
        LongInput(name: "insertions of a JSON patch", count: 4_000) { count in
            let operations = list(count) {
                #"{"op":"add","path":"/metadata/finalizers/0","value":"a.b/\#($0)"}"#
            }
            return try patch(
                #"[{"op":"add","path":"/metadata/finalizers","value":[]},\#(operations)]"#,
                "application/json-patch+json")
        },
        LongInput(name: "a pointer of a JSON patch", count: 6_000, status: 422) { count in
            try patch(
                #"[{"op":"remove","path":"\#(String(repeating: "/a", count: count))"}]"#,
                "application/json-patch+json")
        },
        LongInput(name: "keys of a merge patch", count: 6_000) { count in
            try patch(
                #"{"metadata":{"annotations":{\#(list(count) { #""k\#($0)":"v""# })}}}"#,
                "application/merge-patch+json")
        },
        LongInput(name: "keys of a strategic merge patch", count: 6_000) { count in
            try patch(
                #"{"metadata":{"annotations":{\#(list(count) { #""k\#($0)":"v""# })}}}"#,
                "application/strategic-merge-patch+json")
        },
        LongInput(name: "items of a strategic merge patch", count: 4_000) { count in
            let owners = list(count) {
                #"{"apiVersion":"v1","kind":"Pod","name":"p\#($0)","uid":"u\#($0)"}"#
            }
            return try patch(
                #"{"metadata":{"ownerReferences":[\#(owners)]}}"#,
                "application/strategic-merge-patch+json")
        },
        LongInput(name: "deletions of a strategic merge patch", count: 3_000) { count in
            let deleted = list(count) { #""a.b/\#($0)""# }
            return [
                try write(
                    "POST", leases, lease(#""finalizers":[\#(deleted)]"#)),
                try write(
                    "PATCH", "\(leases)/a",
                    #"{"metadata":{"$deleteFromPrimitiveList/finalizers":[\#(deleted)]}}"#,
                    "application/strategic-merge-patch+json"),
            ]
        },
        LongInput(name: "the order of a strategic merge patch", count: 3_000) { count in
            let items = list(count) { #""a.b/\#($0)""# }
            return [
                try write("POST", leases, lease(#""finalizers":[\#(items)]"#)),
                try write(
                    "PATCH", "\(leases)/a",
                    #"{"metadata":{"$setElementOrder/finalizers":[\#(items),"a.b/x"],"finalizers":["a.b/x"]}}"#,
                    "application/strategic-merge-patch+json"),
            ]
        },
        LongInput(name: "an applied configuration", count: 3_000) { count in
            try patch(
                """
                {"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"a",\
                "annotations":{\(list(count) { #""k\#($0)":"v""# })}}}
                """, "application/apply-patch+yaml")
        },
        LongInput(name: "items of an applied configuration", count: 4_000) { count in
            let owners = list(count) {
                #"{"apiVersion":"v1","kind":"Pod","name":"p\#($0)","uid":"u\#($0)"}"#
            }
            return try patch(
                """
                {"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"a",\
                "ownerReferences":[\(owners)]}}
                """, "application/apply-patch+yaml")
        },
    ]
}
