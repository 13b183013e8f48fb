/// Asks again and again until the answer is yes; false when it never is for as long as tests wait.
///
/// Only for what nobody tells when it happens.
package func eventually(_ condition: () async throws -> Bool) async rethrows -> Bool {
    let clock = ContinuousClock()
    let end = clock.now + Patience.duration
    while clock.now < end {
        if try await condition() { return true }
        await Task.yield()
    }
    return false
}
