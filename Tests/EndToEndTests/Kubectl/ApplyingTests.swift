import KubeTestSupport
import Testing

extension `The kubectl command` {
    @Suite struct applying {
        @Test(arguments: await Kubectl.tested)
        func `creates, changes and leaves alone`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { kubectl in
                let first = lease("one", holder: "alice")
                let second = lease("one", holder: "bob")
                for (manifest, outcome) in [
                    (first, "created"), (first, "unchanged"), (second, "configured"),
                ] {
                    try await kubectl(
                        "apply -f -", input: manifest,
                        gives: .success("lease.coordination.k8s.io/one \(outcome)\n"))
                }
                try await kubectl(
                    "get lease one -o jsonpath={.spec.holderIdentity}", gives: .success("bob"))
            }
        }

        @Test(arguments: await Kubectl.tested)
        func `removes what a manifest no longer says`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { kubectl in
                let manifest = lease("one", holder: "alice")
                let shorter = manifest.replacing("  leaseDurationSeconds: 15\n", with: "")
                for flags in ["", "--server-side"] {
                    _ = try await kubectl("apply -f - \(flags)", input: manifest)
                    _ = try await kubectl("apply -f - \(flags)", input: shorter)
                    try await kubectl(
                        "get lease one -o jsonpath={.spec}",
                        gives: .success(#"{"holderIdentity":"alice"}"#))
                }
            }
        }

        @Test(arguments: await Kubectl.tested)
        func `on the server finds conflicts`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { kubectl in
                let apply = "apply --server-side -f -"
                let done = ProgramResult.success(
                    "lease.coordination.k8s.io/one serverside-applied\n")
                try await kubectl(apply, input: lease("one", holder: "alice"), gives: done)
                try await kubectl(apply, input: lease("one", holder: "alice"), gives: done)

                let other = "\(apply) --field-manager=other"
                let conflict = try await kubectl(other, input: lease("one", holder: "bob"))
                #expect(conflict.status == 1)
                #expect(
                    conflict.errors.hasPrefix(
                        "error: Apply failed with 1 conflict: conflict with \"kubectl\": "
                            + ".spec.holderIdentity\n"))
                try await kubectl(
                    "\(other) --force-conflicts", input: lease("one", holder: "bob"), gives: done)
                let path = "{range .metadata.managedFields[*]}{.manager} {.operation};{end}"
                try await kubectl(
                    "get lease one --show-managed-fields -o", "jsonpath=\(path)",
                    gives: .success("kubectl Apply;other Apply;"))
            }
        }

        @Test(arguments: await Kubectl.tested)
        func `on the server takes over from the client`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { kubectl in
                _ = try await kubectl("apply -f -", input: lease("one", holder: "alice"))
                try await kubectl(
                    "apply --server-side -f -", input: lease("one", holder: "bob"),
                    gives: .success("lease.coordination.k8s.io/one serverside-applied\n"))
                let path = "{range .metadata.managedFields[*]}{.manager} {.operation};{end}"
                try await kubectl(
                    "get lease one --show-managed-fields -o", "jsonpath=\(path)",
                    gives: .success("kubectl-last-applied Apply;kubectl Apply;"))
            }
        }

        @Test(
            .enabled(if: Program.find("diff") != nil, "kubectl diff needs the program diff"),
            arguments: await Kubectl.tested)
        func `can be tried out with diff`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { kubectl in
                _ = try await kubectl("apply -f -", input: lease("one", holder: "alice"))
                try await kubectl(
                    "diff -f -", input: lease("one", holder: "alice"), gives: .success(""))
                for flags in ["", "--server-side"] {
                    let diff = try await kubectl(
                        "diff -f - \(flags)", input: lease("one", holder: "bob"))
                    #expect(diff.status == 1)
                    #expect(
                        diff.output.contains("\n-  holderIdentity: alice\n+  holderIdentity: bob\n")
                    )
                }
                try await kubectl(
                    "get lease one -o jsonpath={.spec.holderIdentity}", gives: .success("alice"))
            }
        }
    }
}
