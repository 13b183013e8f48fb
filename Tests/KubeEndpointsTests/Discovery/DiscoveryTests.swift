import KubeHTTP1
import Testing

@testable import KubeEndpoints

/// The documents that kube-apiserver 1.36.2 and 1.31.14 gave.
@Suite struct `Discovery of groups and resources` {
    private static let verbs =
        #"["create","delete","deletecollection","get","list","patch","update","watch"]"#
    private static let onlyLeases = ["api/all=false", "coordination.k8s.io/v1=true"]
    private static let previews = [
        "coordination.k8s.io/v1beta1=true,coordination.k8s.io/v1alpha2=true"
    ]

    @Test func `names the address that the client used`() throws {
        var server = try NonResourceFixture()
        let text = try server.text("/api", ["Host": "127.0.0.1:16443"])
        #expect(
            text
                == #"{"kind":"APIVersions","versions":["v1"],"serverAddressByClientCIDRs":"#
                + #"[{"clientCIDR":"0.0.0.0/0","serverAddress":"127.0.0.1:16443"}]}"# + "\n")
    }

    @Test func `lists the groups without the core group`() throws {
        var server = try NonResourceFixture(runtimeConfig: Self.onlyLeases)
        #expect(
            try server.text("/apis")
                == #"{"kind":"APIGroupList","apiVersion":"v1","groups":[{"name":"#
                + #""coordination.k8s.io","versions":[{"groupVersion":"coordination.k8s.io/v1","#
                + #""version":"v1"}],"preferredVersion":{"groupVersion":"coordination.k8s.io/v1","#
                + #""version":"v1"}}]}"# + "\n")
    }

    @Test func `lists the enabled versions of a group, the preferred one first`() throws {
        var server = try NonResourceFixture(runtimeConfig: Self.previews)
        #expect(
            try server.text("/apis/coordination.k8s.io/")
                == #"{"kind":"APIGroup","apiVersion":"v1","name":"coordination.k8s.io","#
                + #""versions":[{"groupVersion":"coordination.k8s.io/v1","version":"v1"},"#
                + #"{"groupVersion":"coordination.k8s.io/v1beta1","version":"v1beta1"},"#
                + #"{"groupVersion":"coordination.k8s.io/v1alpha2","version":"v1alpha2"}],"#
                + #""preferredVersion":{"groupVersion":"coordination.k8s.io/v1","version":"v1"}}"#
                + "\n")
    }

    @Test func `describes leases`() throws {
        var server = try NonResourceFixture()
        #expect(
            try server.text("/apis/coordination.k8s.io/v1")
                == #"{"kind":"APIResourceList","apiVersion":"v1","#
                + #""groupVersion":"coordination.k8s.io/v1","resources":[{"name":"leases","#
                + #""singularName":"lease","namespaced":true,"kind":"Lease","verbs":\#(Self.verbs),"#
                + #""storageVersionHash":"gqkMMb/YqFM="}]}"# + "\n")
    }

    @Test(
        arguments: [
            ("v1beta1", 36, "lvME0iHWE20="), ("v1alpha2", 36, "lvME0iHWE20="),
            ("v1alpha2", 32, "RuOD9aJW3DI="), ("v1alpha1", 31, "VM2ILh8OBCI="),
        ] as [(String, UInt64, String)])
    func `shows the storage version of the release`(
        version: String, minor: UInt64, hash: String
    ) throws {
        var server = try NonResourceFixture(
            runtimeConfig: ["coordination.k8s.io/\(version)=true"], minor: minor)
        #expect(
            try server.text("/apis/coordination.k8s.io/\(version)")
                == #"{"kind":"APIResourceList","apiVersion":"v1","#
                + #""groupVersion":"coordination.k8s.io/\#(version)","resources":[{"#
                + #""name":"leasecandidates","singularName":"leasecandidate","namespaced":true,"#
                + #""kind":"LeaseCandidate","verbs":\#(Self.verbs),"#
                + #""storageVersionHash":"\#(hash)"}]}"# + "\n")
    }

    @Test func `describes the core group`() throws {
        var server = try NonResourceFixture(
            runtimeConfig: ["api/all=false", "/v1/events=true", "/v1/namespaces=true"])
        #expect(
            try server.text("/api/v1")
                == #"{"kind":"APIResourceList","groupVersion":"v1","resources":[{"name":"events","#
                + #""singularName":"event","namespaced":true,"kind":"Event","verbs":\#(Self.verbs),"#
                + #""shortNames":["ev"],"storageVersionHash":"r2yiGXH7wu8="},{"name":"namespaces","#
                + #""singularName":"namespace","namespaced":false,"kind":"Namespace","#
                + #""verbs":["create","delete","get","list","patch","update","watch"],"#
                + #""shortNames":["ns"],"storageVersionHash":"Q3oi5N2YM8M="},"#
                + #"{"name":"namespaces/finalize","singularName":"","namespaced":false,"#
                + #""kind":"Namespace","verbs":["update"]},{"name":"namespaces/status","#
                + #""singularName":"","namespaced":false,"kind":"Namespace","#
                + #""verbs":["get","patch","update"]}]}"# + "\n")
    }

    @Test func `hides the hash when its gate is off`() throws {
        var server = try NonResourceFixture(featureGates: ["StorageVersionHash=false"])
        #expect(try !server.text("/api/v1").contains("storageVersionHash"))
    }

    @Test func `speaks YAML, and to people`() throws {
        var server = try NonResourceFixture()
        #expect(
            try server.text("/api", ["Accept": "application/yaml", "Host": "h:1"])
                == """
                kind: APIVersions
                serverAddressByClientCIDRs:
                - clientCIDR: 0.0.0.0/0
                  serverAddress: h:1
                versions:
                - v1

                """)
        #expect(try server.text("/apis", ["User-Agent": "curl/8"]).hasPrefix("{\n  \"kind\""))
    }
}

@Suite struct `Aggregated discovery` {
    // JSN-003
    @Test(arguments: [(33, #","creationTimestamp":null"#), (34, "")] as [(UInt64, String)])
    func `shows a time of creation that is not set only before release 1.34`(
        minor: UInt64, creation: String
    ) throws {
        var server = try NonResourceFixture(minor: minor)

        let groups = try server.text("/apis", ["Accept": Self.v2])
        let core = try server.text("/api", ["Accept": Self.v2])

        #expect(groups.contains(#"{"metadata":{"name":"coordination.k8s.io"\#(creation)},"#))
        #expect(
            core.contains(#"{"metadata":{\#(creation.dropFirst())},"versions""#))
    }

    private static let onlyLeases = ["api/all=false", "coordination.k8s.io/v1=true"]
    private static let v2 = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"
    private static let v2beta1 =
        "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList"
    private static let verbs =
        #"["create","delete","deletecollection","get","list","patch","update","watch"]"#

    @Test func `puts everything into one document`() throws {
        var server = try NonResourceFixture(runtimeConfig: Self.onlyLeases)
        let response = try server.respond("GET", "/apis", ["Accept": Self.v2])
        #expect(
            String(decoding: response.body, as: UTF8.self)
                == #"{"kind":"APIGroupDiscoveryList","apiVersion":"apidiscovery.k8s.io/v2","#
                + #""metadata":{},"items":[{"metadata":{"name":"coordination.k8s.io"},"versions":"#
                + #"[{"version":"v1","resources":[{"resource":"leases","responseKind":{"group":"","#
                + #""version":"","kind":"Lease"},"scope":"Namespaced","singularResource":"lease","#
                + #""verbs":\#(Self.verbs)}],"freshness":"Current"}]}]}"# + "\n")
        #expect(response.fields["Content-Type"] == Self.v2)
        #expect(response.fields["Vary"] == "Accept")
        #expect(response.fields["Cache-Control"] == "public")
    }

    @Test func `nests the subresources of the core group`() throws {
        var server = try NonResourceFixture()
        let text = try server.text("/api", ["Accept": Self.v2])
        #expect(text.contains(#""metadata":{},"items":[{"metadata":{},"versions":[{"#))
        #expect(
            text.contains(
                #""shortNames":["ns"],"subresources":[{"subresource":"finalize","responseKind":"#
                    + #"{"group":"","version":"","kind":"Namespace"},"verbs":["update"]},"#))
    }

    @Test(
        arguments: [
            (
                [],
                "C41FBFB0EFD25D273DAFC954402054C2CC78AC0AD279F0F001660DDA7CBA9659"
                    + "AD9BD1BF2AF3590DF563749CBC9171D479269D23903CE619B57D83FB6C4E158F"
            ),
            (
                ["coordination.k8s.io/v1beta1=true", "coordination.k8s.io/v1alpha2=true"],
                "88E03BDDD4240D9F563D330D904ECD9FE917192440D452F4B8AE8B0B67ED7A8C"
                    + "DAC27C90FB37C8D39D7EC6492B2360F929AF9953BF2D5D96C796D5162A5DDC51"
            ),
        ] as [([String], String)])
    func `is tagged by its digest`(runtimeConfig: [String], digest: String) throws {
        var server = try NonResourceFixture(
            runtimeConfig: runtimeConfig + Self.onlyLeases)
        let fields: KeyValuePairs<String, String?> = ["Accept": Self.v2]
        #expect(try server.respond("GET", "/apis", fields).fields["ETag"] == "\"\(digest)\"")

        let again = try server.respond(
            "GET", "/apis", ["Accept": Self.v2, "If-None-Match": "\"\(digest)\""])
        #expect(again.status == 304)
        #expect(again.body.isEmpty)
        #expect(again.fields["Vary"] == "Accept")
    }

    @Test(
        arguments: [
            (nil, [], "\(v2beta1),application/json", "application/json"),
            (nil, [], "\(v2beta1),\(v2),application/json", v2),
            (34, ["AggregatedDiscoveryRemoveBetaType=false"], v2beta1, v2beta1),
        ] as [(UInt64?, [String], String, String)])
    func `is gone in its beta, unless an older release keeps it`(
        minor: UInt64?, featureGates: [String], accept: String, contentType: String
    ) throws {
        var server = try NonResourceFixture(featureGates: featureGates, minor: minor)
        let response = try server.respond("GET", "/apis", ["Accept": accept])
        #expect(response.fields["Content-Type"] == contentType)
    }

    @Test func `refuses a client that knows nothing but the beta`() throws {
        var server = try NonResourceFixture()
        let response = try server.respond("GET", "/apis", ["Accept": Self.v2beta1])
        #expect(response.status == 406)
        #expect(response.body.starts(with: "{\n  \"kind\": \"Status\"".utf8))
        #expect(response.body.last == UInt8(ascii: "}"))
    }
}
