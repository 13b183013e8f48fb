// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "fake-apiserver",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "fake-apiserver", targets: ["fake-apiserver"]),
        .executable(name: "leader-elect", targets: ["leader-elect"]),
        .library(name: "FakeAPIServerKit", targets: ["FakeAPIServerKit"]),
        .library(name: "FakeAPIServerTesting", targets: ["FakeAPIServerTesting"]),
        .library(name: "LeaderElection", targets: ["LeaderElection"]),
        .library(name: "LeaderElectionHTTP", targets: ["LeaderElectionHTTP"]),
    ],
    traits: [
        .trait(
            name: "SQLite",
            description: "Keeping what a server holds in a database, with the system's libsqlite3."),
        .trait(
            name: "Gzip", description: "Compressing long answers, with the system's zlib."),
        .trait(
            name: "YAML",
            description: "Reading and writing YAML that is not JSON, with the system's libyaml."),
        .default(enabledTraits: ["SQLite", "Gzip", "YAML"]),
    ],
    dependencies: [
        // The command line: help, completions, error texts people know.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        // Log lines that a test can capture.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        // Starting programs from tests.
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
    ],
    // From the bottom to the top: a target may only see what stands above it here.
    targets: [
        // `epoll` and the like, which neither Foundation nor Glibc's module shows.
        .systemLibrary(name: "CKubeLinux"),
        // The part of Foundation and of the system that the server needs, and threads.
        .target(
            name: "KubeFoundation",
            dependencies: [.target(name: "CKubeLinux", condition: .when(platforms: [.linux]))]),
        .target(name: "KubeTime"),
        .target(name: "KubeJSON"),
        .target(name: "KubeHTTP1", dependencies: ["KubeTime"]),
        .target(
            name: "KubeSockets",
            dependencies: [
                .target(name: "CKubeLinux", condition: .when(platforms: [.linux])),
                "KubeFoundation", "KubeTime", "KubeHTTP1",
            ]),
        .target(name: "KubeAPI", dependencies: ["KubeTime", "KubeJSON"]),
        // The system's libyaml, which the Makefile installs where it is missing.
        .systemLibrary(
            name: "CKubeYAML", pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
        // YAML in and out; the scalar rules on top of libyaml are ours. A target of its own, since
        // who imports the components' side only shall not need libyaml.
        .target(
            name: "KubeYAML",
            dependencies: [
                .target(name: "CKubeYAML", condition: .when(traits: ["YAML"])),
                "KubeTime", "KubeJSON", "KubeAPI",
            ]),
        .target(name: "KubeStore", dependencies: ["KubeTime", "KubeJSON", "KubeAPI"]),
        .target(
            name: "KubeRegistry", dependencies: ["KubeTime", "KubeJSON", "KubeAPI", "KubeStore"]),
        .target(name: "KubeOpenAPI", dependencies: ["KubeJSON", "KubeAPI", "KubeRegistry"]),
        // The system's libsqlite3, which the Makefile installs where it is missing.
        .systemLibrary(
            name: "CKubeSQLite", pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
        .target(
            name: "KubeJournal",
            dependencies: [
                "CKubeSQLite", "KubeFoundation", "KubeTime", "KubeJSON", "KubeStore",
            ]),
        // client-go's elector, which the coordinator's own lease and users' components share.
        .target(name: "KubeElector", dependencies: ["KubeTime", "KubeJSON", "KubeAPI"]),
        .target(
            name: "KubeCoordinator",
            dependencies: ["KubeTime", "KubeJSON", "KubeAPI", "KubeElector"]),
        // The system's zlib, which the Makefile installs where it is missing.
        .systemLibrary(
            name: "CKubeZlib", pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .target(
            name: "KubeEndpoints",
            dependencies: [
                .target(name: "CKubeZlib", condition: .when(traits: ["Gzip"])),
                "KubeTime", "KubeHTTP1", "KubeJSON", "KubeAPI", "KubeYAML",
                "KubeStore", "KubeOpenAPI", "KubeRegistry",
            ]),
        .target(
            name: "KubeCluster",
            dependencies: [
                "KubeFoundation", "KubeTime", "KubeHTTP1", "KubeJSON", "KubeAPI", "KubeYAML",
                "KubeStore", "KubeRegistry", "KubeCoordinator", "KubeEndpoints",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(
            name: "FakeAPIServerKit",
            dependencies: [
                "KubeFoundation", "KubeTime", "KubeHTTP1", "KubeJSON", "KubeSockets", "KubeAPI",
                "KubeYAML", "KubeStore", "KubeRegistry", "KubeCoordinator", "KubeEndpoints",
                "KubeCluster",
                .target(name: "KubeJournal", condition: .when(traits: ["SQLite"])),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(name: "FakeAPIServerTesting", dependencies: ["KubeAPI", "FakeAPIServerKit"]),
        .executableTarget(
            name: "fake-apiserver",
            dependencies: [
                "KubeFoundation", "FakeAPIServerKit",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .target(
            name: "LeaderElection",
            dependencies: ["KubeTime", "KubeJSON", "KubeAPI", "KubeElector"]),
        // URLSession is large and needs libcurl, and kubeconfig files need libyaml: nobody else shall.
        .target(
            name: "LeaderElectionHTTP", dependencies: ["KubeJSON", "KubeYAML", "LeaderElection"]),
        .executableTarget(
            name: "leader-elect",
            dependencies: [
                "LeaderElection", "LeaderElectionHTTP",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // What several test targets need.
        .target(
            name: "KubeTestSupport",
            dependencies: [
                "KubeTime", "KubeJSON", "KubeHTTP1", "KubeSockets", "KubeAPI", "KubeStore",
                "KubeRegistry", "KubeEndpoints", "KubeCluster", "FakeAPIServerKit",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Tests/TestSupport"),
        // Inputs that are made up, for ordinary tests and for the package in Tests/Fuzzing.
        .target(
            name: "KubeFuzzing",
            dependencies: [
                "KubeTime", "KubeJSON", "KubeHTTP1", "KubeSockets", "KubeStore", "KubeRegistry",
                "KubeCluster", "FakeAPIServerKit",
            ],
            path: "Tests/FuzzSupport"),
        .testTarget(name: "FuzzTests", dependencies: ["KubeFuzzing", "KubeTestSupport"]),
        .testTarget(name: "KubeFoundationTests", dependencies: ["KubeFoundation"]),
        .testTarget(name: "KubeTimeTests", dependencies: ["KubeTime"]),
        .testTarget(name: "KubeJSONTests", dependencies: ["KubeTime", "KubeJSON"]),
        .testTarget(name: "KubeHTTP1Tests", dependencies: ["KubeTime", "KubeHTTP1"]),
        .testTarget(
            name: "KubeSocketsTests",
            dependencies: [
                "KubeFoundation", "KubeTime", "KubeHTTP1", "KubeSockets", "KubeTestSupport",
            ]),
        .testTarget(
            name: "KubeAPITests",
            dependencies: ["KubeTime", "KubeJSON", "KubeAPI", "KubeRegistry", "KubeTestSupport"]),
        .testTarget(name: "KubeYAMLTests", dependencies: ["KubeTime", "KubeJSON", "KubeYAML"]),
        .testTarget(name: "KubeStoreTests", dependencies: ["KubeTime", "KubeJSON", "KubeStore"]),
        .testTarget(
            name: "KubeRegistryTests",
            dependencies: [
                "KubeTime", "KubeJSON", "KubeAPI", "KubeStore", "KubeRegistry", "KubeTestSupport",
            ]),
        .testTarget(
            name: "KubeOpenAPITests",
            dependencies: ["KubeJSON", "KubeAPI", "KubeOpenAPI", "KubeRegistry"]),
        .testTarget(
            name: "KubeJournalTests",
            dependencies: [
                "CKubeSQLite", "KubeTime", "KubeHTTP1", "KubeJSON", "KubeAPI", "KubeStore",
                "KubeRegistry", "KubeJournal", "KubeEndpoints", "KubeCluster",
                "FakeAPIServerKit", "fake-apiserver", "KubeTestSupport",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "KubeCoordinatorTests",
            dependencies: [
                "KubeTime", "KubeJSON", "KubeAPI", "KubeCoordinator", "KubeTestSupport",
            ]),
        .testTarget(
            name: "KubeEndpointsTests",
            dependencies: [
                "CKubeZlib", "KubeTime", "KubeHTTP1", "KubeJSON", "KubeAPI", "KubeStore",
                "KubeOpenAPI", "KubeRegistry", "KubeEndpoints", "KubeTestSupport",
            ]),
        .testTarget(
            name: "KubeClusterTests",
            dependencies: [
                "KubeTime", "KubeHTTP1", "KubeJSON", "KubeSockets", "KubeAPI", "KubeStore",
                "KubeRegistry", "KubeEndpoints", "KubeCluster", "FakeAPIServerKit", "KubeYAML",
                "KubeTestSupport",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "FakeAPIServerKitTests",
            dependencies: [
                "KubeTime", "KubeJSON", "KubeHTTP1", "KubeSockets", "KubeAPI", "KubeStore",
                "KubeCluster", "FakeAPIServerKit", "KubeTestSupport",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "FakeAPIServerTestingTests",
            dependencies: [
                "KubeTime", "KubeJSON", "FakeAPIServerTesting", "LeaderElection",
                "LeaderElectionHTTP", "KubeTestSupport",
            ]),
        .testTarget(
            name: "FakeAPIServerCommandTests",
            dependencies: ["KubeJSON", "fake-apiserver", "KubeTestSupport"]),
        .testTarget(
            name: "LeaderElectionTests",
            dependencies: [
                "KubeTime", "KubeJSON", "KubeAPI", "KubeHTTP1", "KubeCluster", "FakeAPIServerKit",
                "KubeElector", "LeaderElection", "KubeTestSupport",
            ]),
        .testTarget(
            name: "LeaderElectionHTTPTests",
            dependencies: [
                "KubeJSON", "KubeSockets", "FakeAPIServerTesting", "LeaderElection",
                "LeaderElectionHTTP", "KubeTestSupport",
            ]),
        .testTarget(
            name: "LeaderElectTests",
            dependencies: [
                "KubeJSON", "KubeSockets", "FakeAPIServerTesting", "LeaderElection",
                "leader-elect", "KubeTestSupport",
            ]),
        .testTarget(
            name: "ConversationTests",
            dependencies: [
                "KubeTime", "KubeHTTP1", "KubeJSON", "KubeSockets", "KubeAPI", "KubeEndpoints",
                "KubeCluster", "FakeAPIServerKit", "fake-apiserver", "KubeTestSupport",
            ]),
        .testTarget(
            name: "SimulationTests",
            dependencies: [
                "KubeTime", "KubeHTTP1", "KubeJSON", "KubeAPI", "KubeRegistry", "KubeJournal",
                "KubeEndpoints", "KubeCluster", "FakeAPIServerKit", "KubeElector", "LeaderElection",
                "KubeTestSupport",
            ]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["KubeAPI", "FakeAPIServerTesting", "KubeTestSupport"],
            exclude: ["Python/client_test.py"]),
        // What the README and the articles show, and whether they tell everything.
        .testTarget(
            name: "DocumentationTests",
            dependencies: [
                "FakeAPIServerTesting", "LeaderElection", "LeaderElectionHTTP", "fake-apiserver",
                "KubeTestSupport",
            ]),
    ].map { (target: Target) in
        if target.type != .system { target.swiftSettings = settings }
        return target
    },
    swiftLanguageModes: [.v6]
)
