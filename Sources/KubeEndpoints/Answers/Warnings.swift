import KubeJSON

/// The values of the `Warning` fields of an answer (HDR-004).
package enum Warnings {
    /// Characters that the texts of one answer may have before they are cut.
    private static let totalMax = 4096

    /// Characters that are left of each text then.
    private static let cutLength = 256

    /// One value for each of `texts`, in order, without repetitions and unprintable ones.
    package static func headerValues(for texts: [String]) -> [String] {
        guard !texts.isEmpty else { return [] }
        var seen: Set<JSONString> = []
        let texts = texts.filter {
            !$0.isEmpty && !$0.hasControls && seen.insert(JSONString($0)).inserted
        }
        return shortened(texts).map { "299 - \"\($0.escaped)\"" }
    }

    private static func shortened(_ texts: [String]) -> [String] {
        let total = texts.reduce(0) { $0 + $1.unicodeScalars.count }
        guard total > totalMax else { return texts }
        // Even cut there may be too many; the first ones stay.
        var cut: [String] = []
        var written = 0
        for text in texts where written < totalMax {
            let start = text.unicodeScalars.prefix(cutLength)
            cut.append(String(String.UnicodeScalarView(start)))
            written += start.count
        }
        return cut
    }
}
