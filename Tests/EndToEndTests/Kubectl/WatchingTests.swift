import KubeTestSupport
import Testing

extension `The kubectl command` {
    @Suite struct watching {
        private let bob = #"{"spec":{"holderIdentity":"bob"}}"#

        @Test(arguments: await Kubectl.tested)
        func `prints a row for every change`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { kubectl in
                _ = try await kubectl("create -f -", input: lease("one", holder: "alice"))

                try await kubectl("get leases -w") { rows in
                    #expect(try await rows.first(with: "one    alice") != nil)
                    _ = try await kubectl("patch lease one -p", bob)
                    #expect(try await rows.first(with: "one    bob") != nil)
                    _ = try await kubectl("create -f -", input: lease("two", holder: "carol"))
                    #expect(try await rows.first(with: "two    carol") != nil)
                }
            }
        }

        @Test(arguments: await Kubectl.tested)
        func `names the events when asked to`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { kubectl in
                _ = try await kubectl("create -f -", input: lease("one", holder: "alice"))

                try await kubectl("get leases -w --output-watch-events") { rows in
                    #expect(try await rows.first(with: "ADDED      one") != nil)
                    _ = try await kubectl("label lease one a=b")
                    #expect(try await rows.first(with: "MODIFIED   one") != nil)
                    _ = try await kubectl("delete lease one")
                    #expect(try await rows.first(with: "DELETED    one") != nil)
                }
            }
        }

        @Test(arguments: await Kubectl.tested)
        func `waits for a value`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { kubectl in
                _ = try await kubectl("create -f -", input: lease("one", holder: "alice"))
                let wait = "wait lease/one --for=jsonpath={.spec.holderIdentity}=bob"
                try await kubectl(
                    "\(wait) --timeout=100ms",
                    gives: .failure("error: timed out waiting for the condition on leases/one\n"))

                try await kubectl("\(wait) --timeout=600s -v=6") { lines in
                    #expect(try await lines.first(with: "watch=true") != nil)
                    _ = try await kubectl("patch lease one -p", bob)
                    #expect(
                        try await lines.last() == "lease.coordination.k8s.io/one condition met")
                }
            }
        }

        @Test(arguments: await Kubectl.tested)
        func `waits until a lease is gone`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { kubectl in
                _ = try await kubectl("create -f -", input: lease("one", holder: "alice"))
                let hold = #"{"metadata":{"finalizers":["example.com/hold"]}}"#
                let release = #"[{"op":"remove","path":"/metadata/finalizers"}]"#
                _ = try await kubectl("patch lease one --type=merge -p", hold)

                try await kubectl("delete lease one") { deletion in
                    let isDeleted = "lease.coordination.k8s.io \"one\" deleted"
                    #expect(try await deletion.first(with: isDeleted) != nil)
                    try await kubectl("wait --for=delete lease/one --timeout=600s -v=6") { wait in
                        #expect(try await wait.first(with: "watch=true") != nil)
                        #expect(try await kubectl("get lease one").status == 0)
                        _ = try await kubectl("patch lease one --type=json -p", release)
                        #expect(
                            try await wait.last() == "lease.coordination.k8s.io/one condition met")
                    }
                    #expect(try await deletion.last() == nil)
                }
                try await kubectl("wait --for=delete lease/one", gives: .success(""))
            }
        }
    }
}
