import Foundation

/// What the figures depend on.
enum Machine {
    /// Prints when and on what is measured.
    static func describe() {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let day = Date.now.formatted(.iso8601.year().month().day())
        printLine("Measured on \(day), \(cores) cores of \(processor), \(system).")
    }

    private static var processor: String {
        let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)
        let line = text?.split(separator: "\n").first { $0.hasPrefix("model name") }
        return line?.split(separator: ": ").last.map(String.init) ?? "an unknown processor"
    }

    private static var system: String {
        let release = try? String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8)
        return release.map { "Linux \($0.split(separator: "-").first ?? "")" }
            ?? ProcessInfo.processInfo.operatingSystemVersionString
    }
}
