import Foundation
import KubeAPI
import KubeTestSupport
import Testing

@testable import KubeRegistry

@Suite struct `The resources of kube-apiserver` {
    /// A line of `Fixtures/Discovery/resources.txt`.
    private struct Row {
        /// Group and version, resource, kind and scope.
        let text: String
        let minors: ClosedRange<UInt64>

        init(_ line: Substring) throws {
            let words = line.split(separator: " ")
            let minors = words[4].split(separator: "-").map { $0.dropFirst("1.".count) }
            text = words.dropLast().joined(separator: " ")
            self.minors = try #require(UInt64(minors[0]))...(try #require(UInt64(minors[1])))
        }

        /// Whether the version is stable by its name.
        var isStable: Bool {
            text.prefix { $0 != " " }.wholeMatch(of: /(.*\/)?v\d+/) != nil
        }

        /// The versions in beta that were on by default before such ones no longer were.
        var isOldBeta: Bool { text.hasPrefix("flowcontrol.apiserver.k8s.io/v1beta3 ") }
    }

    private let rows: [Row]

    init() throws {
        let file = Checkout.fixture("Discovery/resources.txt")
        rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }.map(Row.init)
    }

    private func offer(_ minor: UInt64, _ runtimeConfig: String...) throws -> [String] {
        let served = try RuntimeConfig(flagValues: runtimeConfig)
            .servedVersions(emulating: Release(1, minor))
        return served.groups.flatMap { group in
            served.versions(ofGroup: group).flatMap { version in
                served.served(group: group, version: version).map { offered in
                    let scope = offered.resource.isNamespaced ? "namespaced" : "cluster"
                    return [
                        offered.kind.apiVersion, offered.resource.name, offered.kind.name, scope,
                    ].joined(separator: " ")
                }
            }
        }.sorted()
    }

    @Test(arguments: 31...36 as ClosedRange<UInt64>)
    func `are all there when all versions are on`(minor: UInt64) throws {
        let expected = rows.filter { $0.minors.contains(minor) }.map(\.text).sorted()

        #expect(try offer(minor, "api/all=true") == expected)
    }

    @Test(arguments: 31...36 as ClosedRange<UInt64>)
    func `are there in their stable versions by default`(minor: UInt64) throws {
        let expected = rows.filter { $0.minors.contains(minor) && ($0.isStable || $0.isOldBeta) }

        #expect(try offer(minor) == expected.map(\.text).sorted())
    }

    @Test func `are either stored or empty`() {
        func kinds(_ resources: [Resource]) -> Set<String> {
            Set(resources.flatMap(\.views).map { "\($0.kind.group) \($0.kind.name)" })
        }

        #expect(kinds(Resource.all).isDisjoint(with: kinds(Resource.empty)))
    }

    @Test func `stand in the order of their names`() {
        for group in BuiltInGroup.all {
            let names = group.emptyKinds.map(\.name)
            #expect(names == names.sorted())
        }
    }

    @Test func `are discovered by group, the most important first`() throws {
        let served = try RuntimeConfig(flagValues: ["api/all=true"])
            .servedVersions(emulating: nil)

        #expect(
            served.groups == [
                "", "apiregistration.k8s.io", "apps", "events.k8s.io", "authentication.k8s.io",
                "authorization.k8s.io", "autoscaling", "batch", "certificates.k8s.io",
                "networking.k8s.io", "policy", "rbac.authorization.k8s.io", "storage.k8s.io",
                "admissionregistration.k8s.io", "apiextensions.k8s.io", "scheduling.k8s.io",
                "coordination.k8s.io", "node.k8s.io", "discovery.k8s.io",
                "flowcontrol.apiserver.k8s.io", "internal.apiserver.k8s.io", "resource.k8s.io",
                "storagemigration.k8s.io",
            ])
        #expect(served.versions(ofGroup: "autoscaling") == ["v2", "v1"])
        #expect(
            served.versions(ofGroup: "resource.k8s.io") == ["v1", "v1beta2", "v1beta1", "v1alpha3"])
        #expect(
            served.versions(ofGroup: "admissionregistration.k8s.io") == [
                "v1", "v1beta1", "v1alpha1",
            ])
    }

    @Test func `belong to what kubectl calls all`() {
        let all = Resource.empty.filter { $0.categories == ["all"] }.map(\.name).sorted()

        #expect(
            all == [
                "cronjobs", "daemonsets", "deployments", "horizontalpodautoscalers", "jobs", "pods",
                "replicasets", "replicationcontrollers", "services", "statefulsets",
            ])
    }
}

@Suite struct `A version of an empty resource` {
    @Test(
        arguments: [
            ("resource.k8s.io/v1beta1=true", 36, true), ("resource.k8s.io/v1beta1", 31, false),
            ("resource.k8s.io/v1beta1/deviceclasses=true", 33, true), ("api/beta=true", 34, true),
            ("api/alpha=true", 34, false),
        ] as [(String, UInt64, Bool)])
    func `is switched on as any other`(flag: String, minor: UInt64, isServed: Bool) throws {
        let config = RuntimeConfig(flagValues: [flag])
        let served = try? config.servedVersions(emulating: Release(1, minor))

        let serves = served?.serves(
            group: "resource.k8s.io", version: "v1beta1", resource: "deviceclasses")
        #expect(serves ?? false == isServed)
    }

    @Test func `is switched off as any other`() throws {
        let served = try RuntimeConfig(
            flagValues: ["apps/v1=false", "batch/v1/jobs=false", "policy/v1beta1=true"]
        ).servedVersions(emulating: nil)

        #expect(!served.groups.contains("apps"))
        #expect(served.resources(group: "batch", version: "v1") == ["cronjobs"])
        #expect(served.versions(ofGroup: "policy") == ["v1"])
    }

    @Test func `may be named although only some of its resources are there yet`() throws {
        let served = try RuntimeConfig(flagValues: ["admissionregistration.k8s.io/v1beta1=true"])
            .servedVersions(emulating: .oldest)

        #expect(
            served.resources(group: "admissionregistration.k8s.io", version: "v1beta1") == [
                "validatingadmissionpolicies", "validatingadmissionpolicybindings",
            ])
    }

    @Test func `may not be named before any of its resources is there`() {
        let error = #expect(throws: FlagError.self) {
            try RuntimeConfig(flagValues: ["resource.k8s.io/v1=true"])
                .servedVersions(emulating: .oldest)
        }

        #expect(
            error?.description
                == "cannot enable version resource.k8s.io/v1 in runtime-config because all the "
                + "resources have been introduced after the current version 1.31. Consider setting "
                + "--runtime-config-emulation-forward-compatible=true")
    }

    @Test(
        arguments: [
            ("", "v1", "componentstatuses", 31, "v1 ComponentStatus is deprecated in v1.19+"),
            (
                "", "v1", "endpoints", 33,
                "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"
            ),
            ("", "v1", "endpoints", 32, nil), ("", "v1", "pods", 36, nil),
            (
                "flowcontrol.apiserver.k8s.io", "v1beta3", "flowschemas", 31,
                "flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema is deprecated in v1.29+, "
                    + "unavailable in v1.32+; use flowcontrol.apiserver.k8s.io/v1 FlowSchema"
            ),
        ] as [(String, String, String, UInt64, String?)])
    func `is warned of from the release on that deprecates it`(
        group: String, version: String, resource: String, minor: UInt64, warning: String?
    ) throws {
        let served = try RuntimeConfig().servedVersions(emulating: Release(1, minor))

        #expect(
            served.deprecationWarning(group: group, version: version, resource: resource)
                == warning)
    }
}
