extension Duration {
    /// The duration in whole microseconds, truncated; saturates at the ends of `Int64`.
    package var microseconds: Int64 { Int64(clamping: attoseconds / 1_000_000_000_000) }

    /// The duration in whole nanoseconds, truncated; saturates at the ends of `Int64`.
    package var nanoseconds: Int64 { Int64(clamping: attoseconds / 1_000_000_000) }
}
