import KubeAPI

/// The requests of electors and candidates, as the API spells them.
extension APIRequest {
    static func lease(_ name: String, in namespace: String) -> APIRequest {
        APIRequest(path: ResourcePath(leaseNamed: name, in: namespace).object)
    }

    static func createLease(_ lease: LeaseDocument) -> APIRequest {
        let path = ResourcePath(leaseNamed: lease.name, in: lease.namespace)
        return APIRequest(method: "POST", path: path.collection, body: lease.json)
    }

    static func updateLease(_ lease: LeaseDocument) -> APIRequest {
        let path = ResourcePath(leaseNamed: lease.name, in: lease.namespace)
        return APIRequest(method: "PUT", path: path.object, body: lease.json)
    }

    static func servedResources(of version: LeaseCandidateVersion) -> APIRequest {
        APIRequest(path: "/apis/\(version.apiVersion)")
    }

    static func candidate(_ key: CandidateKey) -> APIRequest {
        APIRequest(path: ResourcePath(key).object)
    }

    static func createCandidate(
        _ candidate: CandidateDocument, _ key: CandidateKey
    ) -> APIRequest {
        APIRequest(method: "POST", path: ResourcePath(key).collection, body: candidate.json)
    }

    static func updateCandidate(
        _ candidate: CandidateDocument, _ key: CandidateKey
    ) -> APIRequest {
        APIRequest(method: "PUT", path: ResourcePath(key).object, body: candidate.json)
    }

    static func listCandidate(_ key: CandidateKey) -> APIRequest {
        APIRequest(path: selection(of: key))
    }

    static func watchCandidate(
        _ key: CandidateKey, from resourceVersion: String, timeout: Duration
    ) -> APIRequest {
        let query =
            "&allowWatchBookmarks=true&resourceVersion=\(resourceVersion.percentEncoded)"
            + "&timeoutSeconds=\(timeout.components.seconds)&watch=true"
        return APIRequest(path: selection(of: key) + query, isWatch: true)
    }

    private static func selection(of key: CandidateKey) -> String {
        "\(ResourcePath(key).collection)?fieldSelector="
            + "metadata.name=\(key.name)".percentEncoded
    }
}

extension ResourcePath {
    fileprivate init(leaseNamed name: String, in namespace: String) {
        self.init(version: "v1", namespace: namespace, resource: "leases", name: name)
    }

    fileprivate init(_ key: CandidateKey) {
        self.init(
            version: key.version.rawValue, namespace: key.namespace, resource: "leasecandidates",
            name: key.name)
    }
}
