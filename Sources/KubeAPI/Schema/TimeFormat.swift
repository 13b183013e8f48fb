import Environment

/// Instants as Kubernetes spells them (`AM/apis/meta/v1/{time,micro_time}.go`).
package enum TimeFormat: Sendable {
    /// `metav1.Time`: whole seconds, the fraction cut off.
    case seconds
    /// `metav1.MicroTime`: exactly six digits of fraction.
    case microseconds
}
