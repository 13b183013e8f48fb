package import Testing

/// Repeats `step` until it says that it is done; fails the test where it would go on for ever.
package func untilDone<Failure: Error>(
    stepsMax: Int = 10_000, sourceLocation: SourceLocation = #_sourceLocation,
    _ step: () throws(Failure) -> Bool
) throws(Failure) {
    for _ in 0..<stepsMax {
        if try step() { return }
    }
    Issue.record("it is not done after \(stepsMax) steps", sourceLocation: sourceLocation)
}
