// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    targets: [
        // The least that a server can do, beside which the other is measured; Linux only.
        .executableTarget(name: "c-loop"),
        // Asks as fast as can be answered, in C so that it costs less than what it measures.
        .target(name: "CLoad"),
        .executableTarget(name: "measure", dependencies: ["CLoad"]),
    ],
    swiftLanguageModes: [.v6]
)
