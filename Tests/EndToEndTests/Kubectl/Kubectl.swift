import FakeAPIServerTesting
import Foundation
import KubeAPI
import KubeTestSupport
import Testing

/// A kubectl of the machine.
struct Kubectl: Hashable, Sendable, CustomTestStringConvertible {
    let path: String
    let version: SemanticVersion

    /// The kubectl at `path`; nil when it does not say which version it is.
    private init?(path: String) async {
        let result = try? await Program(path: path).run(["version", "--client", "--output=json"])
        guard let text = result?.output.firstMatch(of: Self.gitVersion),
            let version = SemanticVersion(String(text.version))
        else { return nil }
        self.path = path
        self.version = version
    }

    private static var gitVersion: Regex<(Substring, version: Substring)> {
        /"gitVersion": "v(?<version>[^"]+)"/
    }

    var testDescription: String { "kubectl \(version.major).\(version.minor)" }
}

extension Kubectl {
    /// Those that the tests use: the oldest and the newest, or all when `KUBECTL_ALL` is 1.
    static var tested: [Kubectl] {
        get async {
            let all = await installed.value
            guard ProcessInfo.processInfo.environment["KUBECTL_ALL"] != "1", all.count > 2 else {
                return all
            }
            return [all[0], all[all.count - 1]]
        }
    }

    /// One of each minor version, the oldest first; found once.
    private static let installed = Task {
        var kubectls: [Kubectl] = []
        for path in candidates {
            if let kubectl = await Kubectl(path: path) { kubectls.append(kubectl) }
        }
        return Dictionary(grouping: kubectls) { [$0.version.major, $0.version.minor] }
            .compactMap(\.value.first)
            .sorted { $0.version < $1.version }
    }

    /// The file that `KUBECTL` names, the one in `PATH`, and `kubectl.1.30` and the like beside it.
    private static var candidates: [String] {
        let named = ProcessInfo.processInfo.environment["KUBECTL"].map { [$0] } ?? []
        guard let found = Program.find("kubectl") else { return named }
        let path = URL(filePath: found).resolvingSymlinksInPath()
        let folder = path.deletingLastPathComponent().path()
        let neighbours = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return named + [path.path()]
            + neighbours.filter { $0.wholeMatch(of: /kubectl\.\d+\.\d+/) != nil }
            .sorted().map { folder + $0 }
    }
}

extension Kubectl {
    /// Calls `body` with this kubectl in a home of its own, and a server of its own.
    func withServer(_ body: (KubectlShell) async throws -> Void) async throws {
        try await withTemporaryFolder { home in
            try await withFakeAPIServer(
                runtimeConfig: ["coordination.k8s.io/v1beta1=true"]
            ) { server in
                let config = home.appending(path: "config")
                try Kubeconfig(server: server.url).description
                    .write(to: config, atomically: true, encoding: .utf8)
                let environment = ProcessInfo.processInfo.environment
                let program = Program(
                    path: path,
                    environment: [
                        "HOME": home.path(), "KUBECONFIG": config.path(),
                        "PATH": environment["PATH"] ?? "", "TMPDIR": home.path(),
                    ])
                try await body(
                    KubectlShell(program: program, version: version, url: server.url))
            }
        }
    }
}
