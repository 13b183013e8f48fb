/// How long tests wait for what is sure to come on a machine that is well, however busy it is.
///
/// Who waits that long says what was there instead: a wait without an end would say nothing.
package enum Patience {
    /// For one thing: an answer, a line of output, a turn of a thread.
    package static let seconds = 300

    /// The same as a duration.
    package static let duration = Duration.seconds(seconds)
}
