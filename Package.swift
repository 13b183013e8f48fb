// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "fake-apiserver",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "fake-apiserver", targets: ["fake-apiserver"]),
        .executable(name: "leader-elect", targets: ["leader-elect"]),
        .library(name: "FakeAPIServer", targets: ["FakeAPIServer"]),
        .library(name: "FakeAPIServerTesting", targets: ["FakeAPIServerTesting"]),
        .library(name: "LeaderElection", targets: ["LeaderElection"]),
    ],
    dependencies: [
        // The command line: help, completions, error texts people know.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        // Log lines that a test can capture.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        // Starting kubectl, curl and Python from tests, many at once.
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
        // YAML in and out; the scalar rules on top are ours.
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    ],
    targets: [
        .target(name: "Environment"),
        .target(name: "JSON"),
        .target(name: "HTTP1", dependencies: ["Environment"]),
        // `epoll`, which neither Foundation nor Glibc's module shows.
        .systemLibrary(name: "CEpoll"),
        // The system's zlib, which the Makefile installs where it is missing.
        .systemLibrary(
            name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .target(
            name: "SocketServer",
            dependencies: [
                .target(name: "CEpoll", condition: .when(platforms: [.linux])),
                "Environment", "HTTP1",
            ]),
        .target(
            name: "KubeAPI",
            dependencies: ["Environment", "JSON", .product(name: "Yams", package: "Yams")]),
        .target(name: "ObjectStore", dependencies: ["Environment", "JSON", "KubeAPI"]),
        .target(name: "Registry", dependencies: ["Environment", "JSON", "KubeAPI", "ObjectStore"]),
        .target(name: "OpenAPI", dependencies: ["JSON", "KubeAPI", "Registry"]),
        // The system's libsqlite3, which the Makefile installs where it is missing.
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
        .target(
            name: "SQLiteJournal", dependencies: ["CSQLite", "Environment", "JSON", "ObjectStore"]),
        .target(name: "Coordinator", dependencies: ["Environment", "JSON", "KubeAPI"]),
        .target(
            name: "Endpoints",
            dependencies: [
                "CZlib", "Environment", "HTTP1", "JSON", "KubeAPI", "ObjectStore", "OpenAPI",
                "Registry",
            ]),
        .target(
            name: "FakeAPIServer",
            dependencies: [
                "Coordinator", "Endpoints", "Environment", "HTTP1", "JSON", "KubeAPI",
                "ObjectStore", "Registry", "SQLiteJournal", "SocketServer",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(name: "FakeAPIServerTesting", dependencies: ["FakeAPIServer"]),
        .executableTarget(
            name: "fake-apiserver",
            dependencies: [
                "FakeAPIServer",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .target(name: "LeaderElection", dependencies: ["Environment", "JSON", "KubeAPI"]),
        .executableTarget(
            name: "leader-elect",
            dependencies: [
                "Environment", "LeaderElection",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .testTarget(
            name: "ConversationTests",
            dependencies: [
                "Endpoints", "Environment", "FakeAPIServer", "HTTP1", "JSON", "SocketServer",
                "fake-apiserver",
            ]),
        .testTarget(
            name: "CoordinatorTests",
            dependencies: ["Coordinator", "Environment", "JSON", "KubeAPI"]),
        .testTarget(name: "EnvironmentTests", dependencies: ["Environment"]),
        .testTarget(
            name: "ObjectStoreTests", dependencies: ["Environment", "JSON", "ObjectStore"]),
        .testTarget(name: "JSONTests", dependencies: ["Environment", "JSON"]),
        .testTarget(name: "KubeAPITests", dependencies: ["Environment", "JSON", "KubeAPI"]),
        .testTarget(
            name: "RegistryTests",
            dependencies: ["Environment", "JSON", "KubeAPI", "ObjectStore", "Registry"]),
        .testTarget(
            name: "EndpointsTests",
            dependencies: [
                "CZlib", "Endpoints", "Environment", "HTTP1", "JSON", "KubeAPI", "ObjectStore",
                "OpenAPI",
                "Registry",
            ]),
        .testTarget(
            name: "OpenAPITests", dependencies: ["JSON", "KubeAPI", "OpenAPI", "Registry"]),
        .testTarget(
            name: "FakeAPIServerTests",
            dependencies: [
                "Endpoints", "Environment", "FakeAPIServer", "HTTP1", "JSON", "KubeAPI",
            ]),
        .testTarget(name: "FakeAPIServerCommandTests", dependencies: ["fake-apiserver"]),
        .testTarget(
            name: "SQLiteJournalTests",
            dependencies: [
                "CSQLite", "Endpoints", "Environment", "FakeAPIServer", "HTTP1", "JSON", "KubeAPI",
                "ObjectStore", "Registry", "SQLiteJournal", "fake-apiserver",
            ]),
        .testTarget(name: "HTTP1Tests", dependencies: ["Environment", "HTTP1"]),
        .testTarget(
            name: "SocketServerTests", dependencies: ["Environment", "HTTP1", "SocketServer"]),
        .testTarget(
            name: "LeaderElectionTests",
            dependencies: ["Environment", "JSON", "KubeAPI", "LeaderElection"]),
        .testTarget(
            name: "LeaderElectTests",
            dependencies: [
                "FakeAPIServerTesting", "LeaderElection", "SocketServer", "leader-elect",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        .testTarget(
            name: "SimulationTests",
            dependencies: [
                "Endpoints", "Environment", "FakeAPIServer", "HTTP1", "JSON", "KubeAPI",
                "LeaderElection", "Registry", "SQLiteJournal",
            ]),
        .testTarget(name: "FakeAPIServerTestingTests", dependencies: ["FakeAPIServerTesting"]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "FakeAPIServerTesting", "KubeAPI",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            exclude: ["Python/client_test.py"]),
    ].map { (target: Target) in
        if target.type != .system { target.swiftSettings = settings }
        return target
    },
    swiftLanguageModes: [.v6]
)
