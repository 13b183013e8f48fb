// swift-tools-version: 6.2
import PackageDescription

// A package of somebody else that tests elections only, and so needs no database.
let package = Package(
    name: "without-sqlite",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "fake-apiserver", path: "../..", traits: [])],
    targets: [
        .executableTarget(
            name: "without-sqlite",
            dependencies: [
                .product(name: "FakeAPIServerTesting", package: "fake-apiserver")
            ])
    ],
    swiftLanguageModes: [.v6]
)
