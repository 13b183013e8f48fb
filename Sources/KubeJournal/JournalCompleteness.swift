/// Whether a database holds what was stored in it, as far as its mark can tell.
enum JournalCompleteness: Equatable {
    /// It does.
    case complete
    /// The machine has ended, and what clients were told last may have gone with it, as `normal` allows.
    case doubtful
    /// What was stored later is gone.
    case cut
    /// It is another database than the one that was stored in.
    case replaced

    /// What has become of `source` since somebody wrote `mark`.
    init(of source: JournalSource, _ mark: JournalMark) {
        let isDoubtful = mark.isDoubtful(since: .current)
        self =
            if source.identity != mark.identity {
                .replaced
            } else if isDoubtful {
                .doubtful
            } else {
                source.position < mark.position ? .cut : .complete
            }
    }
}
