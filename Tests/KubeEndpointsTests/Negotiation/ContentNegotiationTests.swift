import KubeAPI
import KubeHTTP1
import Testing

@testable import KubeEndpoints

@Suite struct `Negotiating an answer's form` {
    @Test(arguments: [
        (nil, ResponseFormat(.json)),
        ("application/json", ResponseFormat(.json)),
        ("application/json;charset=utf-8", ResponseFormat(.json)),
        ("*/*", ResponseFormat(.json)),
        ("*", ResponseFormat(.json)),
        ("application/*", ResponseFormat(.json)),
        ("application/yaml", ResponseFormat(.yaml)),
        ("application/json;q=0.5, application/yaml", ResponseFormat(.yaml)),
        ("application/json;q=nonsense,application/yaml;q=0.1", ResponseFormat(.yaml)),
        ("*/*,application/yaml", ResponseFormat(.yaml)),
        ("*/,application/yaml;q=0.5", ResponseFormat(.json)),
        ("application/,application/yaml", ResponseFormat(.yaml)),
        ("application/json/,application/yaml", ResponseFormat(.json)),
        ("application/json;q= 0.9,application/yaml;q=0.1", ResponseFormat(.yaml)),
        ("application/json;q=0.9 ;a=b,application/yaml;q=0.1", ResponseFormat(.yaml)),
        ("application/json;q=0.9 ,application/yaml;q=0.1", ResponseFormat(.json)),
        ("application/json;as=,application/yaml", ResponseFormat(.json)),
        ("application/json;as=Table=x,application/yaml", ResponseFormat(.json)),
        ("application/json;sv=v2=,application/yaml", ResponseFormat(.yaml)),
        ("application/xml, */*;q=0.1", ResponseFormat(.json)),
        ("application/json;q=0", ResponseFormat(.json)),
        ("application/json;pretty=1", ResponseFormat(.json, isPretty: true)),
        ("application/json;stream=watch", ResponseFormat(.json)),
        ("application/yaml;stream=watch,application/json", ResponseFormat(.json)),
        ("application/json;sv=v1", ResponseFormat(.json)),
        ("application/json;sv=v2,application/yaml", ResponseFormat(.yaml)),
        (
            "application/json;as=Table;v=v1;g=meta.k8s.io,application/json",
            ResponseFormat(.json, transformation: .table(.v1))
        ),
        (
            "application/yaml;as=Table;v=v1beta1;g=meta.k8s.io",
            ResponseFormat(.yaml, transformation: .table(.v1beta1))
        ),
        (
            "application/vnd.kubernetes.protobuf;as=Table;v=v1;g=meta.k8s.io,application/yaml",
            ResponseFormat(.yaml)
        ),
        ("application/json;as=Chair;v=v1;g=meta.k8s.io,application/yaml", ResponseFormat(.yaml)),
        ("application/json;v=v1,application/yaml", ResponseFormat(.yaml)),
        (
            "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io",
            ResponseFormat(.json, transformation: .partialObjectMetadata(.v1))
        ),
        (
            "application/json;as=PartialObjectMetadataList;v=v1beta1;g=meta.k8s.io",
            ResponseFormat(.json, transformation: .partialObjectMetadataList(.v1beta1))
        ),
    ])
    func `takes the client's best clause that can be served`(
        accept: String?, expected: ResponseFormat
    ) throws {
        #expect(try negotiation(accept: accept).objectFormat() == expected)
    }

    @Test(arguments: [
        "application/json;as=Chair;v=v1;g=meta.k8s.io", "application/json;stream=list",
        "application/json/x", "text/html", ",", "application/json;sv=v2",
    ])
    func `refuses what cannot be served and says what can`(accept: String) {
        let error = #expect(throws: StatusError.self) {
            try negotiation(accept: accept).objectFormat()
        }
        #expect(error?.code == 406)
        #expect(error?.reason == "NotAcceptable")
        #expect(error?.details == nil)
        #expect(
            error?.message
                == "only the following media types are accepted: application/json, "
                + "application/yaml, application/vnd.kubernetes.protobuf")
    }

    @Test func `refuses to watch in YAML`() {
        let error = #expect(throws: StatusError.self) {
            try negotiation(accept: "application/yaml,application/json").objectFormat().streaming()
        }
        #expect(
            error?.message
                == "only the following media types are accepted: application/json;stream=watch, "
                + "application/vnd.kubernetes.protobuf;stream=watch")
    }

    @Test func `never spreads a watch over lines`() throws {
        let negotiation = try negotiation(accept: nil, userAgent: "curl/8.5.0")
        let format = try negotiation.objectFormat().streaming()
        #expect(format == ResponseFormat(.json))
        #expect(format.streamContentType == "application/json")
        #expect(
            ResponseFormat(.protobuf).streamContentType
                == "application/vnd.kubernetes.protobuf;stream=watch")
    }

    @Test(arguments: [
        (
            "application/json;as=Table;v=v1;g=meta.k8s.io,application/yaml",
            ResponseFormat(.yaml)
        ),
        ("application/json;as=Table;v=v1;g=meta.k8s.io", ResponseFormat.fallback),
        ("text/html", ResponseFormat.fallback),
        ("application/*", ResponseFormat(.json)),
    ])
    func `negotiates errors without transformations`(accept: String, expected: ResponseFormat)
        throws
    {
        #expect(try negotiation(accept: accept).errorFormat == expected)
    }
}

@Suite struct `Choosing the form of discovery` {
    private static let v2 = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"
    private static let v2beta1 =
        "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList"

    @Test(arguments: [
        (v2, true), ("\(v2),\(v2beta1),application/json", true), ("application/json,\(v2)", true),
        ("\(v2);profile=nopeer", true), ("application/json", false), ("*/*", false),
        ("\(v2beta1),application/json", false), (nil, false),
    ])
    func `aggregates for those who ask`(accept: String?, isAggregated: Bool) throws {
        let format = try negotiation(accept: accept).aggregatedDiscoveryFormat(includingBeta: false)
        #expect((format != nil) == isAggregated)
        #expect((format?.contentType).map { $0 == Self.v2 } ?? true)
    }

    @Test func `knows the beta where it is served`() throws {
        let format = try negotiation(accept: Self.v2beta1)
            .aggregatedDiscoveryFormat(includingBeta: true)
        #expect(format?.transformation == .groupDiscoveryList(.v2beta1))
        #expect(format?.contentType == Self.v2beta1)
    }
}

@Suite struct `Printing for people` {
    @Test(arguments: [
        ("/x", "curl/8.5.0", true), ("/x", "Wget/1.21", true), ("/x", "Mozilla/5.0 (X11)", true),
        ("/x", "kubectl/v1.36.2", false), ("/x", "libcurl", false), ("/x?pretty=true", "", true),
        ("/x?pretty=1", "", true), ("/x?pretty=yes", "curl/8", false),
        ("/x?pretty=false", "curl/8", false), ("/x?pretty=", "curl/8", true),
        ("/x?pretty", "kubectl", false),
    ])
    func `follows the query, else the user agent`(
        path: String, userAgent: String, isPretty: Bool
    ) throws {
        let format = try negotiation(accept: nil, path: path, userAgent: userAgent).objectFormat()
        #expect(format.isPretty == isPretty)
    }
}

@Suite struct `Passing the router` {
    @Test(arguments: [
        "", "*/*", "application/json", "application/yaml;as=Chair", "text/html, */*;q=0.1",
        "application/vnd.kubernetes.protobuf;stream=watch",
    ])
    func `takes a name that the route has`(accept: String) throws {
        try negotiation(accept: accept).check(.objects)
    }

    @Test(arguments: ["application/*", "text/html", "*"])
    func `compares names literally`(accept: String) {
        #expect(throws: StatusError.self) { try negotiation(accept: accept).check(.objects) }
    }

    @Test(arguments: [
        (
            RouteEncodings.objects,
            "application/json, application/yaml, application/vnd.kubernetes.protobuf"
        ),
        (
            .lists,
            "application/json, application/yaml, application/vnd.kubernetes.protobuf, "
                + "application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch"
        ),
        (.json, "application/json"),
    ])
    func `says what the route has`(route: RouteEncodings, list: String) {
        let error = #expect(throws: StatusError.self) {
            try negotiation(accept: "text/html").check(route)
        }
        #expect(error?.message == "406: Not Acceptable\n\nAvailable representations: \(list)")
        #expect(error?.details == StatusError.Details())
    }
}

private func negotiation(
    accept: String?, path: String = "/x", userAgent: String = "test/1.0"
) throws -> ContentNegotiation {
    ContentNegotiation(try request("GET", path, ["User-Agent": userAgent, "Accept": accept]))
}
