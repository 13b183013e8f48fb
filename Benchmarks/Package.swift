// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    targets: [.executableTarget(name: "measure")],
    swiftLanguageModes: [.v6]
)
