import KubeTestSupport
import Testing

extension `The kubectl command` {
    @Suite struct writing {
        @Test(arguments: await Kubectl.tested)
        func `creates a lease once`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { kubectl in
                let manifest = lease("one", holder: "alice")
                try await kubectl(
                    "create -f - --dry-run=server", input: manifest,
                    gives: .success("lease.coordination.k8s.io/one created (server dry run)\n"))
                try await kubectl(
                    "create -f -", input: manifest,
                    gives: .success("lease.coordination.k8s.io/one created\n"))
                try await kubectl(
                    "create -f -", input: manifest,
                    gives: .failure(
                        "Error from server (AlreadyExists): error when creating \"STDIN\": "
                            + "leases.coordination.k8s.io \"one\" already exists\n"))
            }
        }

        @Test(arguments: await Kubectl.tested)
        func `validates on the server`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { kubectl in
                let strict = ProgramResult.failure(
                    "Error from server (BadRequest): error when creating \"STDIN\": Lease in "
                        + "version \"v1\" cannot be handled as a Lease: strict decoding error: "
                        + "unknown field \"spec.holder\"\n")
                try await kubectl(
                    "create --validate=strict -f -", input: misspelledLease, gives: strict)
                try await kubectl("apply -f -", input: misspelledLease, gives: strict)
                try await kubectl(
                    "create --validate=warn -f -", input: misspelledLease,
                    gives: ProgramResult(
                        output: "lease.coordination.k8s.io/misspelled created\n",
                        errors: "Warning: unknown field \"spec.holder\"\n"))
                let invalid = lease("One", holder: "alice")
                let refusal = try await kubectl("create -f -", input: invalid)
                #expect(refusal.errors.hasPrefix("The Lease \"One\" is invalid: metadata.name: "))
                #expect(refusal.status == 1)
            }
        }

        @Test(arguments: await Kubectl.tested)
        func `patches in three ways`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { kubectl in
                _ = try await kubectl("create -f -", input: lease("one", holder: "alice"))
                let patches = [
                    ("strategic", #"{"spec":{"holderIdentity":"strategic"}}"#),
                    ("merge", #"{"spec":{"holderIdentity":"merge"}}"#),
                    (
                        "json",
                        #"[{"op":"replace","path":"/spec/holderIdentity","value":"json"}]"#
                    ),
                ]
                for (type, patch) in patches {
                    try await kubectl(
                        "patch lease one --type=\(type) -p", patch,
                        gives: .success("lease.coordination.k8s.io/one patched\n"))
                    try await kubectl(
                        "get lease one -o jsonpath={.spec.holderIdentity}", gives: .success(type))
                }
                try await kubectl(
                    "patch lease one -p", "{}",
                    gives: .success("lease.coordination.k8s.io/one patched (no change)\n"))
            }
        }

        @Test(arguments: await Kubectl.tested)
        func `replaces a lease, by force too`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { kubectl in
                _ = try await kubectl("create -f -", input: lease("one", holder: "alice"))
                let uid = try await kubectl("get lease one -o jsonpath={.metadata.uid}")

                try await kubectl(
                    "replace -f -", input: lease("one", holder: "bob"),
                    gives: .success("lease.coordination.k8s.io/one replaced\n"))
                try await kubectl("get lease one -o jsonpath={.metadata.uid}", gives: uid)
                let forced = try await kubectl(
                    "replace --force -f -", input: lease("one", holder: "carol"))
                #expect(forced.status == 0)
                #expect(forced.output.hasSuffix("lease.coordination.k8s.io/one replaced\n"))
                #expect(try await kubectl("get lease one -o jsonpath={.metadata.uid}") != uid)
            }
        }

        @Test(arguments: await Kubectl.tested)
        func `sets labels and annotations`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { kubectl in
                _ = try await kubectl("create -f -", input: lease("one", holder: "alice"))
                try await kubectl(
                    "label lease one tier=a",
                    gives: .success("lease.coordination.k8s.io/one labeled\n"))
                try await kubectl(
                    "label lease one tier=b",
                    gives: .failure(
                        "error: 'tier' already has a value (a), and --overwrite is false\n"))
                try await kubectl(
                    "label lease one tier=b --overwrite",
                    gives: .success("lease.coordination.k8s.io/one labeled\n"))
                try await kubectl(
                    "get leases -o name -l tier=b",
                    gives: .success("lease.coordination.k8s.io/one\n"))
                try await kubectl(
                    "label lease one tier-",
                    gives: .success("lease.coordination.k8s.io/one unlabeled\n"))
                #expect(try await kubectl("annotate lease one note=x").status == 0)
                try await kubectl(
                    "get lease one -o jsonpath={.metadata.annotations.note}", gives: .success("x"))
                #expect(try await kubectl("label lease one -bad=x").status == 1)
            }
        }

        @Test(arguments: await Kubectl.tested)
        func `edits with the editor of the user`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { kubectl in
                _ = try await kubectl("create -f -", input: lease("one", holder: "alice"))
                var kubectl = kubectl
                kubectl.program.environment?["EDITOR"] = "sed -i s/alice/bob/"

                try await kubectl(
                    "edit lease one", gives: .success("lease.coordination.k8s.io/one edited\n"))
                try await kubectl(
                    "get lease one -o jsonpath={.spec.holderIdentity}", gives: .success("bob"))
                let unchanged = try await kubectl("edit lease one")
                #expect(unchanged.status == 0)
                #expect(unchanged.errors == "Edit cancelled, no changes made.\n")
            }
        }
    }
}
