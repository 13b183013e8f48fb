import KubeAPI
import Testing

@Suite struct `A name` {
    private static let subdomainRule =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' "
        + "or '.', and must start and end with an alphanumeric character (e.g. 'example.com', "
        + "regex used for validation is "
        + #"'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"#

    private static let labelRule =
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', "
        + "and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', "
        + "regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"

    private static let qualifiedRule =
        "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an "
        + "alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for "
        + "validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"

    private static let valueRule =
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or "
        + "'.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or "
        + "'my_value',  or '12345', regex used for validation is "
        + "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"

    private static let configMapRule =
        "a valid config key must consist of alphanumeric characters, '-', '_' or '.' "
        + "(e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is "
        + "'[-._a-zA-Z0-9]+')"

    private static func long(_ count: Int) -> String {
        String(repeating: "a", count: count)
    }

    @Test(
        arguments: [
            (NameFormat.dnsLabel, ["a", "0", "a-b", long(63)]),
            (.dnsSubdomain, ["a", "a.b-c.0", long(253)]),
            (
                .qualifiedName,
                ["a", "A_b.c", "example.com/Name", "a/" + long(63), long(253) + "/a"]
            ),
            (.labelValue, ["", "a", "A_b.c-d", long(63)]),
            (.configMapKey, ["a", "Host_1.b-", "-", ".a", long(253)]),
            (.pathSegment, ["a", "...", "a b", ""]),
        ])
    func `in its format has no problems`(format: NameFormat, names: [String]) {
        #expect(names.flatMap(format.problems) == [])
    }

    @Test(
        arguments: [
            (NameFormat.dnsLabel, "A_", [labelRule]), (.dnsLabel, "", [labelRule]),
            (.dnsLabel, "a.b", ["must not contain dots"]), (.dnsLabel, "a-", [labelRule]),
            (.dnsLabel, long(64), ["must be no more than 63 characters"]),
            (.dnsSubdomain, "", [subdomainRule]), (.dnsSubdomain, "a..b", [subdomainRule]),
            (.dnsSubdomain, "é", [subdomainRule]), (.dnsSubdomain, "a.-b", [subdomainRule]),
            (.dnsSubdomain, long(254), ["must be no more than 253 characters"]),
            (
                .dnsSubdomain, long(253) + "-",
                ["must be no more than 253 characters", subdomainRule]
            ),
            (.labelValue, "-", [valueRule]), (.labelValue, "a b", [valueRule]),
            (.labelValue, long(64), ["must be no more than 63 bytes"]),
            (.configMapKey, "", [configMapRule]), (.configMapKey, "a/b", [configMapRule]),
            (.configMapKey, ".", ["must not be '.'"]), (.configMapKey, "..", ["must not be '..'"]),
            (.configMapKey, "..a", ["must not start with '..'"]),
            (.configMapKey, long(254), ["must be no more than 253 characters"]),
            (.pathSegment, ".", ["may not be '.'"]), (.pathSegment, "..", ["may not be '..'"]),
            (.pathSegment, "%/", ["may not contain '/'", "may not contain '%'"]),
        ])
    func `out of its format has problems`(format: NameFormat, name: String, problems: [String]) {
        #expect(format.problems(of: name) == problems)
    }

    @Test(
        arguments: [
            ("", ["name part must be non-empty", "name part \(qualifiedRule)"]),
            (
                "/a",
                ["prefix part must be non-empty"]
            ),
            ("A/a", ["prefix part \(subdomainRule)"]),
            (long(254) + "/a", ["prefix part must be no more than 253 bytes"]),
            ("a/" + long(64), ["name part must be no more than 63 bytes"]),
            ("a b", ["name part \(qualifiedRule)"]),
            (
                "a/b/c/d",
                [
                    "a valid label key \(qualifiedRule) with an optional DNS subdomain prefix and "
                        + "'/' (e.g. 'example.com/MyName')"
                ]
            ),
        ])
    func `that is qualified can be wrong in both parts`(name: String, problems: [String]) {
        #expect(NameFormat.qualifiedName.problems(of: name) == problems)
    }
}
