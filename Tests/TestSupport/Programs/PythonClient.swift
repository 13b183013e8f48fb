import Foundation

/// The official Python client.
package enum PythonClient {
    /// A Python that has the client; nil when there is none.
    package static let python = Task { () -> String? in
        let named = ProcessInfo.processInfo.environment["PYTHON"]
        let own = Checkout.folder.appending(path: ".build/python/bin/python").path()
        for path in [named, own].compactMap(\.self) {
            let answer = try? await Program(path: path).run(["-c", "import kubernetes"])
            if answer?.status == 0 { return path }
        }
        return nil
    }
}
