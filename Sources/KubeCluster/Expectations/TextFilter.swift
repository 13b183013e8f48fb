/// Tells of most texts, at the cost of reading them once, that nobody expects them.
///
/// Only the hashes of leads are looked up, so that no text is compared and no beginning is cut off.
struct TextFilter: Sendable {
    private var counts: [TextHash: Int] = [:]

    /// The bit `n` says that beginnings of `n` bytes are, or were, among them.
    private var lengths: UInt64 = 0

    /// Whether there is no lead.
    var isEmpty: Bool { counts.isEmpty }

    /// Counts `lead` once more, or once less.
    mutating func count(_ lead: TextLead, _ difference: Int) {
        if !lead.isWhole { lengths |= 1 << UInt64(lead.text.utf8.count) }
        let hash = TextHash(lead)
        let count = counts[hash, default: 0] + difference
        counts[hash] = count > 0 ? count : nil
    }

    /// Whether a lead of `text` is among them; true is wrong where hashes are the same by chance.
    func mayKnow(_ text: String) -> Bool {
        var hash = TextHash()
        var rest = lengths
        for byte in text.utf8 {
            hash.combine(byte)
            rest >>= 1
            if rest & 1 != 0, counts[hash] != nil { return true }
        }
        return counts[hash.whole] != nil
    }

    /// The leads of `text` that may be among them.
    func leads(of text: String) -> [TextLead] {
        var leads = [TextLead(text: text, isWhole: true)]
        for length in 1...TextLead.lengthMax where lengths >> UInt64(length) & 1 != 0 {
            guard length <= text.utf8.count, let beginning = String(text.utf8.prefix(length))
            else { continue }
            leads.append(TextLead(text: beginning, isWhole: false))
        }
        return leads
    }
}

/// The hash of a text by FNV-1a, which is known after each byte.
private struct TextHash: Hashable {
    private var value: UInt64 = 0xcbf2_9ce4_8422_2325

    init() {}

    init(_ lead: TextLead) {
        for byte in lead.text.utf8 { combine(byte) }
        if lead.isWhole { self = whole }
    }

    mutating func combine(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
    }

    /// That of a text that ends here, which is another than that of a beginning.
    var whole: TextHash {
        var whole = self
        // No text contains this byte.
        whole.combine(0xff)
        return whole
    }
}
