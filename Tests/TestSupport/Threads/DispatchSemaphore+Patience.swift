package import Dispatch

extension DispatchSemaphore {
    /// Waits for a signal, but not for longer than tests wait; returns whether it has come.
    package func waitPatiently() -> Bool {
        wait(timeout: .now() + .seconds(Patience.seconds)) == .success
    }
}
