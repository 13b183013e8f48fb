import KubeTestSupport
import Testing

/// What users type, in the oldest and the newest kubectl that the machine has.
@Suite(
    .enabled("there is no kubectl in PATH, and KUBECTL names none") {
        await !Kubectl.tested.isEmpty
    }, .limited)
struct `The kubectl command` {}

extension `The kubectl command` {
    @Suite struct reading {
        @Test(arguments: await Kubectl.tested)
        func `shows leases in every format`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { kubectl in
                _ = try await kubectl("create -f -", input: lease("one", holder: "alice"))

                for command in ["get lease one", "get leases -o wide"] {
                    let table = try await kubectl(command)
                    #expect(
                        table.output.wholeMatch(of: /NAME   HOLDER   AGE\none    alice    \d+s\n/)
                            != nil)
                    #expect(table.status == 0)
                }
                let everywhere = try await kubectl("get leases -A --no-headers")
                #expect(everywhere.output.wholeMatch(of: /default +one +alice +\d+s\n/) != nil)
                let columns = "-o=custom-columns=NAME:.metadata.name,HOLDER:.spec.holderIdentity"
                try await kubectl(
                    "get lease", columns, gives: .success("NAME   HOLDER\none    alice\n"))
                try await kubectl(
                    "get lease one -o jsonpath={.spec.holderIdentity}", gives: .success("alice"))
                try await kubectl(
                    "get lease one -o name", gives: .success("lease.coordination.k8s.io/one\n"))
            }
        }

        @Test(arguments: await Kubectl.tested)
        func `shows whole objects as YAML and as JSON`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { kubectl in
                _ = try await kubectl("create -f -", input: lease("one", holder: "alice"))
                let path = "{.metadata.creationTimestamp} {.metadata.uid}"
                let words = try await kubectl("get lease one -o", "jsonpath=\(path)")
                    .output.split(separator: " ")
                let (time, uid) = (try #require(words.first), try #require(words.last))

                let yaml = try await kubectl("get lease one -o yaml")
                let json = try await kubectl("get lease one -o json")

                #expect(yaml == .success(Self.leaseAsYAML(created: time, uid: uid)))
                #expect(json == .success(Self.leaseAsJSON(created: time, uid: uid)))
            }
        }

        @Test(arguments: await Kubectl.tested)
        func `selects by labels and by fields`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { kubectl in
                let leases = ["a", "b", "c"].map { lease($0, holder: "alice") }
                _ = try await kubectl("create -f -", input: leases.joined(separator: "---\n"))

                let expected = ProgramResult.success("lease.coordination.k8s.io/b\n")
                try await kubectl("get leases -o name -l app=b-app", gives: expected)
                try await kubectl(
                    "get leases -o name -l", "app in (b-app, x),app!=a-app", gives: expected)
                try await kubectl(
                    "get leases -o name --field-selector metadata.name=b", gives: expected)
                try await kubectl(
                    "get leases -l app=x",
                    gives: ProgramResult(errors: "No resources found in default namespace.\n"))
                try await kubectl(
                    "get leases --field-selector spec.holderIdentity=alice",
                    gives: .failure(
                        "Error from server (BadRequest): Unable to find "
                            + "\"coordination.k8s.io/v1, Resource=leases\" that match label "
                            + "selector \"\", field selector \"spec.holderIdentity=alice\": "
                            + "\"spec.holderIdentity\" is not a known field selector: only "
                            + "\"metadata.name\", \"metadata.namespace\"\n"))
            }
        }

        @Test(arguments: await Kubectl.tested)
        func `reads long lists in chunks`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { kubectl in
                let leases = ["a", "b", "c"].map { lease($0, holder: "alice") }
                _ = try await kubectl("create -f -", input: leases.joined(separator: "---\n"))

                let result = try await kubectl("get leases --chunk-size=2 -v=6 --no-headers")

                let names = result.output.split(separator: "\n").map { $0.prefix(1) }
                #expect(names == ["a", "b", "c"])
                #expect(result.errors.contains(/leases\?continue=[^&]+&limit=2/))
            }
        }

        @Test(arguments: await Kubectl.tested)
        func `describes a lease with its events`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { kubectl in
                _ = try await kubectl("create -f -", input: lease("one", holder: "alice"))
                let uid = try await kubectl("get lease one -o jsonpath={.metadata.uid}").output
                try await kubectl(
                    "create -f -", input: event(about: "one", uid: uid),
                    gives: .success("event/one.1 created\n"))

                let description = try await kubectl("describe lease one")
                let events = try await kubectl("events --for lease/one")

                #expect(description.status == 0)
                #expect(description.output.hasPrefix("Name:         one\nNamespace:    default\n"))
                #expect(description.output.contains("Spec:\n  Holder Identity:         alice\n"))
                #expect(
                    description.output.contains(/Normal +LeaderElection .* alice became leader/))
                #expect(events.output.contains(/Normal +LeaderElection +Lease\/one +alice became/))
                #expect(events.status == 0)
                try await kubectl("get events -o name", gives: .success("event/one.1\n"))
            }
        }

        @Test(arguments: await Kubectl.tested)
        func `says what is not there`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { kubectl in
                try await kubectl(
                    "get lease one",
                    gives: .failure(
                        "Error from server (NotFound): leases.coordination.k8s.io \"one\" "
                            + "not found\n"))
                try await kubectl(
                    "get lease one -n nowhere",
                    gives: .failure(
                        "Error from server (NotFound): namespaces \"nowhere\" not found\n"))
                try await kubectl(
                    "get widgets",
                    gives: .failure(
                        "error: the server doesn't have a resource type \"widgets\"\n"))
                try await kubectl(
                    "events",
                    gives: ProgramResult(errors: "No events found in default namespace.\n"))
            }
        }

        @Test(arguments: await Kubectl.tested)
        func `reads paths as they are`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { kubectl in
                try await kubectl("get --raw /healthz", gives: .success("ok"))
                let group = try await kubectl("get --raw /apis/coordination.k8s.io/")
                #expect(group.output.hasPrefix(#"{"kind":"APIGroup","apiVersion":"v1","name":"#))
                try await kubectl(
                    "get --raw /nowhere",
                    gives: .failure(
                        "Error from server (NotFound): the server could not find the "
                            + "requested resource\n"))
            }
        }

        private static func leaseAsYAML(created time: Substring, uid: Substring) -> String {
            """
            apiVersion: coordination.k8s.io/v1
            kind: Lease
            metadata:
              creationTimestamp: "\(time)"
              labels:
                app: one-app
              name: one
              namespace: default
              resourceVersion: "6"
              uid: \(uid)
            spec:
              holderIdentity: alice
              leaseDurationSeconds: 15

            """
        }

        private static func leaseAsJSON(created time: Substring, uid: Substring) -> String {
            """
            {
                "apiVersion": "coordination.k8s.io/v1",
                "kind": "Lease",
                "metadata": {
                    "creationTimestamp": "\(time)",
                    "labels": {
                        "app": "one-app"
                    },
                    "name": "one",
                    "namespace": "default",
                    "resourceVersion": "6",
                    "uid": "\(uid)"
                },
                "spec": {
                    "holderIdentity": "alice",
                    "leaseDurationSeconds": 15
                }
            }

            """
        }
    }
}
