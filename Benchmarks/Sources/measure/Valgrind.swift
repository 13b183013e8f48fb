import Foundation

/// The program that counts instructions.
enum Valgrind {
    static var isInstalled: Bool {
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        return folders.contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/valgrind")
        }
    }
}
