import ArgumentParser

/// A lease, spelled `NAMESPACE/NAME`.
struct LeaseName: ExpressibleByArgument {
    let namespace: String
    let name: String

    init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        namespace = String(parts[0])
        name = String(parts[1])
    }
}
