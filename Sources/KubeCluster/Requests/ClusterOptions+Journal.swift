extension ClusterOptions {
    private static let journalRange = 0...1_000_000

    /// What is wrong with the size of the journal.
    var journalComplaints: [String] {
        guard !Self.journalRange.contains(journalRequests) else { return [] }
        return [
            "--journal-requests \(journalRequests) must be between 0 and "
                + "\(Self.journalRange.upperBound), inclusive. 0 remembers no requests"
        ]
    }
}
