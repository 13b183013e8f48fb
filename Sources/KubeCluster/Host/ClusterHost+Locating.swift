import KubeAPI
import KubeHTTP1

/// Where a request goes, and who asks: what stands in front of the path that a cluster knows.
///
///     [/clusters/{cluster}] [/as/{client}] /…
extension ClusterHost {
    /// What a cluster is asked, and which one; throws 404 where there is no such place.
    func locate(_ request: HTTPRequest) throws(StatusError) -> (HTTPRequest, ClusterID) {
        var request = request
        let path = request.target.path
        var cluster = ClusterID.default
        if request.target.segments.first == "clusters" {
            guard let name = request.takePrefix(), let id = clusterID(named: name) else {
                throw StatusError(
                    code: 404, reason: "NotFound",
                    message: "there is no cluster at \(path); POST /fake/clusters creates one, and "
                        + "GET lists them")
            }
            cluster = id
        }
        if request.target.segments.first == "as" {
            guard let name = request.takePrefix(), ClientName.isValid(name) else {
                throw StatusError(
                    code: 404, reason: "NotFound",
                    message: "there is no client at \(path): its name is \(ClientName.rule), as in "
                        + "/as/a/api")
            }
            request.clientName = name
        }
        return (request, cluster)
    }
}

/// What clients may call themselves.
private enum ClientName {
    private static let bytesMax = 63

    /// The rule, in words.
    static let rule =
        "1 to \(bytesMax) letters, digits, dots, underscores and dashes"

    static func isValid(_ name: String) -> Bool {
        (1...bytesMax).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
                    UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}

extension HTTPRequest {
    /// Moves the first two segments, which must be spelled plainly, from the path to the base path;
    /// returns the second, or nil where there is none.
    fileprivate mutating func takePrefix() -> String? {
        guard let (prefix, rest) = target.splitting(afterSegments: 2) else { return nil }
        let name = target.segments[1]
        basePath += prefix
        target = rest
        return name
    }
}
