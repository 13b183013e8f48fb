import KubeAPI

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

extension TextHash {
    fileprivate init(_ lead: TextLead) {
        self.init(of: lead.text)
        if lead.isWhole { self = whole }
    }

    /// That of a text that ends here, which is another than that of a beginning.
    fileprivate var whole: TextHash {
        var whole = self
        // No text contains this byte.
        whole.combine(0xff)
        return whole
    }
}
