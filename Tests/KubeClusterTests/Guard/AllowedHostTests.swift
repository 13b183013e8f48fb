import KubeCluster
import Testing

@Suite struct `A server on this machine` {
    @Test(arguments: [
        "localhost", "localhost:8080", "LocalHost:1", "a.localhost:8080", "127.0.0.1",
        "127.0.0.1:8080", "127.1.2.3:80", "[::1]", "[::1]:8080",
    ])
    func `may be called by the names of the machine for itself`(authority: String) {
        #expect(AllowedHosts().contains(authority))
    }

    @Test(arguments: [
        "", ":8080", "evil.example", "evil.example:8080", "localhost.evil.example", "notlocalhost",
        "127.0.0.1.evil.example", "127.0.0", "127.0.0.256", "127.0.0.1.1", "128.0.0.1",
        "192.168.0.1:8080", "[::2]", "[::1", "::1", "0.0.0.0",
    ])
    func `may not be called by any other`(authority: String) {
        #expect(!AllowedHosts().contains(authority))
    }

    @Test func `may be called by the names that are allowed`() {
        let hosts = AllowedHosts(["API", "*.svc.test", "10.0.0.5", "fd00::2"])
        for authority in [
            "api", "Api:80", "a.svc.test", "a.b.svc.test:1", "10.0.0.5:8080", "[fd00::2]:8080",
            "localhost",
        ] {
            #expect(hosts.contains(authority), "\(authority)")
        }
        for authority in ["api.evil.example", "svc.test", "asvc.test", "10.0.0.50", "[fd00::3]"] {
            #expect(!hosts.contains(authority), "\(authority)")
        }
    }

    @Test func `may be called by any name where all are allowed`() {
        #expect(AllowedHosts(["*"]).contains("evil.example"))
    }
}
