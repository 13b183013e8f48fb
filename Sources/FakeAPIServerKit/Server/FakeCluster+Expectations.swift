public import KubeCluster

/// What a test expects of a cluster, and waits for.
extension FakeClusterHandle {
    /// Waits until `condition` holds, and tells what made it so; at once when it holds already.
    ///
    /// What held for a moment only counts as well.
    ///
    /// - Parameters:
    ///   - condition: What is to hold.
    ///   - duration: How long it may take.
    ///   - clock: By which clock that is; a manual one has to be advanced meanwhile, by another task.
    ///   - fileID: Where the test says so, for the error; so are the other three.
    ///   - filePath: The path of that file.
    ///   - line: The line.
    ///   - column: The column.
    /// - Returns: What made it so, and when.
    /// - Throws: The near miss when it does not hold within `duration`: which object or request came
    ///   closest, and in which field it differs.
    @discardableResult
    public func expect(
        _ condition: Condition, within duration: Duration = .seconds(10),
        by clock: Expectation.Clock = .machine, fileID: String = #fileID,
        filePath: String = #filePath, line: Int = #line, column: Int = #column
    ) async throws(FakeAPIServerError) -> ExpectationOutcome {
        try await outcome(
            of: Expectation(condition, .within(duration), by: clock),
            CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column))
    }

    /// Waits for `duration`, and throws as soon as `condition` holds for a moment of it.
    ///
    /// `clock` says by which clock that is; a manual one has to be advanced meanwhile, by another task.
    public func never(
        _ condition: Condition, for duration: Duration, by clock: Expectation.Clock = .machine,
        fileID: String = #fileID, filePath: String = #filePath, line: Int = #line,
        column: Int = #column
    ) async throws(FakeAPIServerError) {
        _ = try await outcome(
            of: Expectation(.not(condition), .throughout(duration), by: clock),
            CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column))
    }

    /// Waits for `duration`, and throws as soon as `condition` does not hold for a moment of it.
    public func expect(
        _ condition: Condition, throughout duration: Duration,
        by clock: Expectation.Clock = .machine, fileID: String = #fileID,
        filePath: String = #filePath, line: Int = #line, column: Int = #column
    ) async throws(FakeAPIServerError) {
        _ = try await outcome(
            of: Expectation(condition, .throughout(duration), by: clock),
            CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column))
    }

    /// What has come of an expectation; throws when it was not met, or the task is cancelled.
    private func outcome(
        of expectation: Expectation, _ location: CodeLocation
    ) async throws(FakeAPIServerError) -> ExpectationOutcome {
        try await location.locate { () throws(FakeAPIServerError) in
            try await cluster.connection.ask("POST", "/fake/expect", expectation.json) {
                ExpectationOutcome($0, of: expectation)
            }
        }
    }
}
