// swift-tools-version: 6.2
import PackageDescription

// A package of somebody else that tests elections only, and so needs nothing of the system.
let package = Package(
    name: "without-traits",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "fake-apiserver", path: "../..", traits: [])],
    targets: [
        .executableTarget(
            name: "without-traits",
            dependencies: [
                .product(name: "FakeAPIServerTesting", package: "fake-apiserver"),
                .product(name: "LeaderElection", package: "fake-apiserver"),
            ])
    ],
    swiftLanguageModes: [.v6]
)
