extension LongInput {
    private static func annotated(_ count: Int) -> String { list(count) { #""k\#($0)":"w""# } }

    /// What `count` managers of a lease have left in it.
    private static func managed(_ count: Int, _ operation: String) -> String {
        let entries = list(count) {
            """
            {"manager":"m\($0)","operation":"\(operation)","apiVersion":"coordination.k8s.io/v1",\
            "time":"20\(10 + $0 % 89)-01-01T00:00:00Z","fieldsType":"FieldsV1",\
            "fieldsV1":{"f:metadata":{"f:annotations":{"f:k\($0)":{}}}}}
            """
        }
        let annotations = list(count) { #""k\#($0)":"v""# }
        return lease(#""annotations":{\#(annotations)},"managedFields":[\#(entries)]"#)
    }

    /// Managed fields.
    static let managers = ["Update", "Apply"].flatMap { operation in
        [
            LongInput(
                name: "managers that \(operation), which are given", count: 3_000, status: 201
            ) { count in
                [try write("POST", leases, managed(count, operation))]
            },
            LongInput(
                name: "managers that \(operation), of fields that are not there", count: 1_000,
                status: 201
            ) { count in
                [
                    try write(
                        "POST", leases,
                        managed(count, operation).replacing("f:annotations", with: "f:labels"))
                ]
            },
            LongInput(name: "managers that \(operation), of which one goes on", count: 500) {
                count in
                [
                    try write("POST", leases, managed(count, operation)),
                    try write(
                        "PATCH", "\(leases)/a?fieldManager=m1",
                        #"{"metadata":{"annotations":{"k1":"w"}}}"#, "application/merge-patch+json"),
                ]
            },
            LongInput(
                name: "managers that \(operation), beside whom a new one writes", count: 3_000
            ) { count in
                [
                    try write("POST", leases, managed(count, operation)),
                    try write(
                        "PATCH", "\(leases)/a?fieldManager=new",
                        #"{"metadata":{"annotations":{"k1":"w"}}}"#, "application/merge-patch+json"),
                ]
            },
            LongInput(
                name: "managers that \(operation), with whom one is in conflict", count: 3_000,
                status: 409
            ) { count in
                [
                    try write("POST", leases, managed(count, operation)),
                    try write(
                        "PATCH", "\(leases)/a?fieldManager=new",
                        """
                        {"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"a",\
                        "annotations":{\(annotated(count))}}}
                        """, "application/apply-patch+yaml"),
                ]
            },
            LongInput(name: "managers that \(operation), from whom one takes all", count: 3_000) {
                count in
                [
                    try write("POST", leases, managed(count, operation)),
                    try write(
                        "PATCH", "\(leases)/a?fieldManager=new&force=true",
                        """
                        {"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"a",\
                        "annotations":{\(annotated(count))}}}
                        """, "application/apply-patch+yaml"),
                ]
            },
            LongInput(name: "managers that \(operation), beside whom one applies", count: 500) {
                count in
                [
                    try write("POST", leases, managed(count, operation)),
                    try write(
                        "PATCH", "\(leases)/a?fieldManager=new&force=true",
                        """
                        {"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"a",\
                        "annotations":{"k1":"w"}}}
                        """, "application/apply-patch+yaml"),
                ]
            },
            LongInput(name: "managers that \(operation), who lose all", count: 3_000) { count in
                [
                    try write("POST", leases, managed(count, operation)),
                    try write(
                        "PATCH", "\(leases)/a?fieldManager=new",
                        #"{"metadata":{"annotations":null}}"#, "application/merge-patch+json"),
                ]
            },
        ]
    }
}
