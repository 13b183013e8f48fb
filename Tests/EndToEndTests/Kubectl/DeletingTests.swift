import KubeTestSupport
import Testing

extension `The kubectl command` {
    @Suite struct deleting {
        @Test(arguments: await Kubectl.tested)
        func `removes leases by name, by manifest and by label`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { kubectl in
                let leases = ["a", "b", "c", "d"].map { lease($0, holder: "alice") }
                _ = try await kubectl("create -f -", input: leases.joined(separator: "---\n"))
                let deletions = [
                    ("a", try await kubectl("delete lease a")),
                    ("b", try await kubectl("delete -f -", input: leases[1])),
                    ("c", try await kubectl("delete leases -l app=c-app")),
                    ("d", try await kubectl("delete leases --all")),
                ]
                for (name, deletion) in deletions {
                    #expect(deletion.status == 0)
                    #expect(
                        deletion.output.hasPrefix("lease.coordination.k8s.io \"\(name)\" deleted"))
                }
                try await kubectl("get leases -o name", gives: .success(""))
            }
        }

        @Test(arguments: await Kubectl.tested)
        func `needs something to remove`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { kubectl in
                _ = try await kubectl("create -f -", input: lease("one", holder: "alice"))
                #expect(try await kubectl("delete lease one --dry-run=server").status == 0)
                #expect(try await kubectl("delete lease one").status == 0)
                try await kubectl(
                    "delete lease one",
                    gives: .failure(
                        "Error from server (NotFound): leases.coordination.k8s.io \"one\" "
                            + "not found\n"))
                try await kubectl("delete lease one --ignore-not-found", gives: .success(""))
            }
        }

        @Test(arguments: await Kubectl.tested)
        func `waits for what depends on a lease, or leaves it behind`(
            kubectl: Kubectl
        ) async throws {
            try await kubectl.withServer { kubectl in
                for (policy, left) in [("foreground", ""), ("background", ""), ("orphan", "child")]
                {
                    _ = try await kubectl("create -f -", input: lease("owner", holder: "alice"))
                    let uid = try await kubectl("get lease owner -o jsonpath={.metadata.uid}")
                        .output
                    let owned = lease("child", holder: "bob").replacing(
                        "metadata:\n",
                        with: """
                            metadata:
                              ownerReferences:
                              - {apiVersion: coordination.k8s.io/v1, kind: Lease, name: owner,
                                 uid: \(uid), blockOwnerDeletion: true}

                            """)
                    _ = try await kubectl("create -f -", input: owned)

                    let deletion = try await kubectl("delete lease owner --cascade=\(policy)")

                    #expect(deletion.status == 0)
                    try await kubectl(
                        "get leases -o name",
                        gives: .success(left.isEmpty ? "" : "lease.coordination.k8s.io/\(left)\n"))
                }
            }
        }

        @Test(arguments: await Kubectl.tested)
        func `ends an event and an empty namespace in the foreground too`(
            kubectl: Kubectl
        ) async throws {
            try await kubectl.withServer { kubectl in
                _ = try await kubectl("create -f -", input: event(about: "one", uid: "1-2"))
                _ = try await kubectl("create namespace team")

                #expect(try await kubectl("delete event one.1 --cascade=foreground").status == 0)
                #expect(try await kubectl("delete ns team --cascade=foreground").status == 0)

                try await kubectl("get events -o name", gives: .success(""))
            }
        }

        @Test(arguments: await Kubectl.tested)
        func `ends a namespace with all that is in it`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { kubectl in
                try await kubectl(
                    "create namespace team", gives: .success("namespace/team created\n"))
                _ = try await kubectl("create -n team -f -", input: lease("one", holder: "alice"))
                let table = try await kubectl("get ns team --no-headers")
                #expect(table.output.wholeMatch(of: /team   Active   \d+s\n/) != nil)

                let deletion = try await kubectl("delete namespace team")
                #expect(deletion.output.hasPrefix("namespace \"team\" deleted"))
                #expect(deletion.status == 0)
                try await kubectl(
                    "get ns team",
                    gives: .failure("Error from server (NotFound): namespaces \"team\" not found\n")
                )
                _ = try await kubectl("create namespace team")
                try await kubectl("get leases -n team -o name", gives: .success(""))
            }
        }
    }
}
