// swift-tools-version: 6.2
import PackageDescription

// A package of somebody else, whose targets have the names that come to mind first. SwiftPM wants
// the names of all targets in a graph to be different, so ours must be others.
let names = [
    "Coordinator", "Endpoints", "Environment", "HTTP1", "JSON", "Journal", "ObjectStore", "OpenAPI",
    "Registry", "SocketServer", "Sockets", "TestSupport", "Time",
]

let package = Package(
    name: "outside",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "fake-apiserver", path: "../..")],
    targets: names.map { .target(name: $0, path: "Sources/Names/\($0)") } + [
        .systemLibrary(name: "CSQLite"),
        .executableTarget(
            name: "outside",
            dependencies: [
                "CSQLite",
                .product(name: "FakeAPIServerKit", package: "fake-apiserver"),
                .product(name: "FakeAPIServerTesting", package: "fake-apiserver"),
                .product(name: "LeaderElection", package: "fake-apiserver"),
                .product(name: "LeaderElectionHTTP", package: "fake-apiserver"),
            ] + names.map { .byName(name: $0) },
            swiftSettings: [
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .treatAllWarnings(as: .error),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
