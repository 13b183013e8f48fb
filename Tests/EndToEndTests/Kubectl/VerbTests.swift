import KubeAPI
import KubeTestSupport
import Testing

extension `The kubectl command` {
    /// Every verb of kubectl, in order, against one server: first what reads, then what writes.
    @Suite struct trying {
        private static let reading: [KubectlOutcome] = [
            .done("get all", "No resources found in default namespace."),
            .done("get pods", "No resources found in default namespace."),
            .done("get pods,services -A -o wide", "No resources found"),
            .done("get po -n nowhere", "No resources found in nowhere namespace."),
            .done("get nodes", "No resources found"),
            .done("get crds", "No resources found"),
            .done("get events", "No resources found in default namespace."),
            .done("get cs", "v1 ComponentStatus is deprecated in v1.19+"),
            .done("get pods -o name", ""),
            .done("get pods -o json", #""items": []"#),
            .done("get pods --field-selector=spec.nodeName=a", "No resources found"),
            .done("get --raw /api/v1/pods", #"{"kind":"PodList","apiVersion":"v1","#),
            .failed("get pod a", "pods \"a\" not found"),
            .failed("get pods --field-selector=a=b", "field label not supported: a"),
            .done("describe pods", "No resources found in default namespace."),
            .failed("describe pod a", "pods \"a\" not found"),
            .done("events", "No events found in default namespace."),
            .done("explain lease", "KIND:       Lease"),
            .failed("explain pods", "not found in OpenAPI schema"),
            .done("api-resources", "deployments                         deploy"),
            .done("api-resources --categories=all -o name", "statefulsets.apps"),
            .done("api-versions", "apps/v1\n"),
            .done("version", "v1.36.2"),
            .done("cluster-info", "Kubernetes control plane"),
            .done("cluster-info dump", #""kind": "PodList""#),
            .failed("top pods", "Metrics API not available"),
            .failed("logs a", "pods \"a\" not found"),
            .failed("attach a", "pods \"a\" not found"),
            .failed("exec a -- ls", "pods \"a\" not found"),
            .failed("port-forward a 80", "pods \"a\" not found"),
            .failed("cp a:/b c", "pods \"a\" not found"),
            .failed("debug a --image=b --profile=general", "pods \"a\" not found"),
            .failed("rollout status deployment/a", "deployments.apps \"a\" not found"),
            .failed("rollout history deployment/a", "deployments.apps \"a\" not found"),
            .failed("wait pod/a --for=condition=Ready", "pods \"a\" not found"),
            .done("wait pod/a --for=delete", ""),
            .refused("auth can-i get pods", "selfsubjectaccessreviews.authorization.k8s.io"),
            .refused("auth whoami", "selfsubjectreviews.authentication.k8s.io", since: 28),
        ]

        private static let local: [KubectlOutcome] = [
            .done("completion bash", "kubectl"),
            .done("config view", "apiVersion: v1"),
            .failed("kustomize .", "unable to find one of 'kustomization.yaml'"),
            .failed("plugin list", "unable to find any kubectl plugins in your PATH"),
            .done("proxy --help", "Creates a proxy server"),
        ]

        private static let bundle = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: app, labels: {app: a}}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: app, labels: {app: a}}
            ---
            apiVersion: coordination.k8s.io/v1
            kind: Lease
            metadata: {name: app, labels: {app: a}}
            spec: {holderIdentity: alice}

            """

        private static let one = lease("one", holder: "alice")
        private static let two = lease("two", holder: "bob")

        private static let writing: [KubectlOutcome] = [
            .refused("apply -f -", "serviceaccounts", input: bundle),
            .done("get lease app -o name", "lease.coordination.k8s.io/app"),
            .refused(
                "apply -f - --server-side --force-conflicts", "roles.rbac.authorization.k8s.io",
                input: bundle),
            .refused("replace -f -", "roles.rbac.authorization.k8s.io", input: bundle),
            .refused("delete -f -", "serviceaccounts", input: bundle),
            .failed("get lease app", "leases.coordination.k8s.io \"app\" not found"),
            .refused("create -f - --validate=strict", "serviceaccounts", input: bundle),
            .done("get lease app -o name", "lease.coordination.k8s.io/app"),

            .done("create namespace team", "namespace/team created"),
            .refused("create serviceaccount a", "serviceaccounts"),
            .refused("create configmap a", "configmaps"),
            .refused("create deployment a --image=b", "deployments.apps"),
            .refused("create token a", "serviceaccounts"),
            .refused("run a --image=b", "pods"),
            .failed("expose deployment a --port=80", "deployments.apps \"a\" not found"),
            .failed("set image deployment/a b=c", "deployments.apps \"a\" not found"),
            .failed("scale deployment a --replicas=1", "no objects passed to scale"),
            .failed("autoscale deployment a --max=2", "deployments.apps \"a\" not found"),
            .failed("rollout restart deployment/a", "deployments.apps \"a\" not found"),
            .failed(
                "certificate approve a", "certificatesigningrequests.certificates.k8s.io \"a\""),
            .failed("cordon a", "nodes \"a\" not found"),
            .failed("uncordon a", "nodes \"a\" not found"),
            .failed("drain a", "nodes \"a\" not found"),
            .failed("taint nodes a b=c:NoSchedule", "nodes \"a\" not found"),
            .failed("edit pod a", "pods \"a\" not found"),
            .failed("patch pod a -p {}", "pods \"a\" not found"),
            .failed("label pod a b=c", "pods \"a\" not found"),
            .failed("annotate pod a b=c", "pods \"a\" not found"),
            .refused("delete pod a", "pods"),
            .done("delete pods --all", "No resources found"),

            .done("apply -f -", "lease.coordination.k8s.io/one created", input: one),
            .done("apply -f - --prune --all", "lease.coordination.k8s.io/two created", input: two),
            .done("apply -f - --server-side", "one serverside-applied", input: one),
            .done("diff -f -", "", input: two),
            .refused("diff -f -", "serviceaccounts", input: bundle, status: 2),
            .done("label lease two a=b", "lease.coordination.k8s.io/two labeled"),
            .done("annotate lease two a=b", "lease.coordination.k8s.io/two annotate"),
            .done(#"patch lease two -p {"spec":{"holderIdentity":"carol"}}"#, "two patched"),
            .done("edit lease two", "lease.coordination.k8s.io/two edited"),
            .done("get lease two -o jsonpath={.spec.holderIdentity}", "dave"),
            .done("replace -f -", "lease.coordination.k8s.io/two replaced", input: two),
            .done("wait lease/two --for=jsonpath={.spec.holderIdentity}=bob", "condition met"),
            .done("delete lease one --cascade=background", "\"one\" deleted"),
            .done("delete lease two --cascade=orphan --wait=false", "\"two\" deleted"),
            .done("delete namespace team", "namespace \"team\" deleted"),
        ]

        @Test(arguments: await Kubectl.tested)
        func `has a stated outcome with every verb`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { shell in
                try await shell.waitForDescriptions()
                var shell = shell
                shell.program.environment?["EDITOR"] = "sed -i s/carol/dave/"
                let outcomes = Self.reading + Self.local + Self.writing
                for outcome in outcomes where shell.version.minor >= outcome.since {
                    let result = try await shell(outcome.command, input: outcome.input)
                    #expect(
                        outcome.isMet(by: result),
                        "kubectl \(outcome.command): \(result), not \(outcome)")
                }
            }
        }

        @Test(arguments: await Kubectl.tested)
        func `leaves no verb out`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { shell in
                let help = try await shell("--help").output
                let verbs = help.matches(of: /\n  ([a-z-]+) +[A-Z]/).map { String($0.1) }
                let stated = Set((Self.reading + Self.local + Self.writing).map(\.verb))

                #expect(verbs.count > 35)
                #expect(Set(verbs).subtracting(stated).isEmpty)
            }
        }
    }
}
