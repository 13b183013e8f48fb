import KubeTestSupport
import Testing

extension `The kubectl command` {
    @Suite struct exploring {
        @Test(arguments: await Kubectl.tested)
        func `lists what the server has`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { kubectl in
                let resources = try await kubectl("api-resources --no-headers")
                let rows = resources.output.split(separator: "\n").map {
                    $0.split(separator: " ").joined(separator: " ")
                }
                let expected = [
                    "bindings v1 true Binding", "componentstatuses cs v1 false ComponentStatus",
                    "customresourcedefinitions crd,crds apiextensions.k8s.io/v1 false "
                        + "CustomResourceDefinition",
                    "deployments deploy apps/v1 true Deployment",
                    "events ev events.k8s.io/v1 true Event", "events ev v1 true Event",
                    "horizontalpodautoscalers hpa autoscaling/v2 true HorizontalPodAutoscaler",
                    "leasecandidates coordination.k8s.io/v1beta1 true LeaseCandidate",
                    "leases coordination.k8s.io/v1 true Lease",
                    "namespaces ns v1 false Namespace", "pods po v1 true Pod",
                    "tokenreviews authentication.k8s.io/v1 false TokenReview",
                ]
                #expect(Set(expected).subtracting(rows).isEmpty)
                #expect(rows.count == 68)
                let verbs = try await kubectl(
                    "api-resources --api-group=coordination.k8s.io -o wide --no-headers")
                #expect(
                    verbs.output.contains(
                        /create.delete.deletecollection.get.list.patch.update.watch/))
                try await kubectl(
                    "api-versions",
                    gives: .success(
                        """
                        admissionregistration.k8s.io/v1
                        apiextensions.k8s.io/v1
                        apiregistration.k8s.io/v1
                        apps/v1
                        authentication.k8s.io/v1
                        authorization.k8s.io/v1
                        autoscaling/v1
                        autoscaling/v2
                        batch/v1
                        certificates.k8s.io/v1
                        coordination.k8s.io/v1
                        coordination.k8s.io/v1beta1
                        discovery.k8s.io/v1
                        events.k8s.io/v1
                        flowcontrol.apiserver.k8s.io/v1
                        networking.k8s.io/v1
                        node.k8s.io/v1
                        policy/v1
                        rbac.authorization.k8s.io/v1
                        resource.k8s.io/v1
                        scheduling.k8s.io/v1
                        storage.k8s.io/v1
                        v1

                        """))
            }
        }

        @Test(arguments: await Kubectl.tested)
        func `tells the version of the server`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { kubectl in
                let version = try await kubectl("version -o json")
                #expect(version.status == 0)
                #expect(
                    version.output.contains(
                        /"serverVersion": \{[^}]*"gitVersion": "v1\.36\.2"/))
                let text = try await kubectl("version")
                #expect(text.output.contains(/Server Version: .*v1\.36\.2/))
            }
        }

        @Test(arguments: await Kubectl.tested)
        func `explains a kind`(kubectl: Kubectl) async throws {
            try await kubectl.withServer { kubectl in
                try await kubectl.waitForDescriptions()
                let kind = try await kubectl("explain lease")
                #expect(kind.status == 0)
                #expect(
                    kind.output.hasPrefix(
                        "GROUP:      coordination.k8s.io\nKIND:       Lease\nVERSION:    v1\n\n"))
                #expect(kind.output.contains("  spec\t<LeaseSpec>\n    Who holds the lease"))

                let spec = try await kubectl("explain lease.spec")
                #expect(spec.output.contains("FIELD: spec <LeaseSpec>\n"))
                #expect(spec.output.contains("  leaseDurationSeconds\t<integer>\n"))
                let field = try await kubectl("explain lease.spec.holderIdentity")
                #expect(field.output.contains("FIELD: holderIdentity <string>\n"))
                let whole = try await kubectl("explain lease --recursive")
                #expect(whole.output.contains("    ownerReferences\t<[]OwnerReference>\n"))
                let nothing = try await kubectl("explain lease.spec.nothing")
                #expect(nothing.errors == "error: field \"nothing\" does not exist\n")
                #expect(nothing.status == 1)
            }
        }

        @Test(arguments: await Kubectl.tested)
        func `explains in the words of both descriptions of the API`(
            kubectl: Kubectl
        ) async throws {
            try await kubectl.withServer { kubectl in
                try await kubectl.waitForDescriptions()
                let candidate = try await kubectl(
                    "explain leasecandidates.spec --api-version=coordination.k8s.io/v1beta1")
                #expect(candidate.status == 0)
                #expect(candidate.output.contains("VERSION:    v1beta1\n"))
                #expect(candidate.output.contains("  binaryVersion\t<string> -required-\n"))
                let old = try await kubectl(
                    "explain lease.spec.holderIdentity --output=plaintext-openapiv2")
                #expect(old.status == 0)
                #expect(old.output.contains("FIELD:    holderIdentity <string>\n"))
            }
        }
    }
}
