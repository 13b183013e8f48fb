package import KubeJSON
package import KubeTime

extension JSONValue {
    /// `instant` as a `MicroTime` is encoded; the zero instant is null.
    package static func microTime(_ instant: Timestamp) -> JSONValue {
        instant == TimeFormat.zeroInstant
            ? .null : .string(TimeFormat.microseconds.format(instant))
    }
}
