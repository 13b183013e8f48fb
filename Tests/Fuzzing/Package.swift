// swift-tools-version: 6.2
import PackageDescription

// The server's modules once more, from the same files, built so that libFuzzer sees which branches an
// input takes. From the bottom to the top: each may see those before it.
let system = ["CKubeLinux", "CKubeYAML", "CKubeZlib"]
let modules = [
    "KubeFoundation", "KubeTime", "KubeJSON", "KubeHTTP1", "KubeSockets", "KubeAPI", "KubeYAML",
    "KubeStore", "KubeRegistry", "KubeOpenAPI", "KubeElector", "KubeCoordinator", "KubeEndpoints",
    "KubeCluster", "FakeAPIServerKit",
]
let libraries: [String: String] = ["CKubeYAML": "yaml-0.1", "CKubeZlib": "zlib"]
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let package = Package(
    name: "fuzzing",
    platforms: [.macOS(.v15)],
    dependencies: [.package(url: "https://github.com/apple/swift-log", from: "1.16.0")],
    targets: system.map { name in
        .systemLibrary(name: name, path: "Server/\(name)", pkgConfig: libraries[name])
    }
        + modules.enumerated().map { index, name in
            .target(
                name: name,
                dependencies: (system + modules[..<index]).map { .byName(name: $0) } + [logging],
                path: "Server/\(name)",
                exclude: name == "FakeAPIServerKit" ? ["Documentation.docc"] : [])
        } + [
            .target(
                name: "KubeFuzzing", dependencies: modules.map { .byName(name: $0) },
                path: "Support"),
            .systemLibrary(name: "CFuzzer", path: "CFuzzer"),
            .executableTarget(
                name: "fuzzer", dependencies: ["CFuzzer", "KubeFuzzing"], path: "Fuzzer",
                linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]),
        ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        // The package traits that the inputs concern.
        .define("Gzip"), .define("YAML"),
    ]
    if target.type == .regular {
        target.swiftSettings?.append(.unsafeFlags(["-sanitize=fuzzer"]))
    }
}
