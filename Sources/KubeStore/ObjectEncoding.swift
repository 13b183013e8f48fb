package import KubeTime

/// An encoding, with gaps for what depends on the time at which it is read.
package struct ObjectEncoding: Sendable {
    package let bytes: [UInt8]

    /// The gaps, in the order of their offsets.
    package let ages: [Age]

    /// Where the age of something belongs.
    package struct Age: Sendable {
        /// How many of the bytes come before it.
        package let offset: Int

        /// When the age began.
        package let start: Timestamp

        package init(offset: Int, start: Timestamp) {
            self.offset = offset
            self.start = start
        }
    }

    package init(_ bytes: [UInt8], ages: [Age] = []) {
        self.bytes = bytes
        self.ages = ages
    }
}
