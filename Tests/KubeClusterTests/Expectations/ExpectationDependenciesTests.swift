import KubeAPI
import KubeEndpoints
import KubeHTTP1
import KubeRegistry
import KubeStore
import KubeTestSupport
import KubeTime
import Testing

@testable import KubeCluster

@Suite struct `What expectations depend on` {
    /// Short texts over few letters, so that many are alike and many patterns hold.
    private static func text(_ numbers: inout Random, of letters: [Character]) -> String {
        String(
            (0..<Int.random(in: 0...4, using: &numbers)).map { _ in
                letters.randomElement(using: &numbers) ?? "a"
            })
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `is found for every text that a pattern stands for, however patterns come and go`(
        seed: UInt64
    ) {
        var numbers = Random(seed: seed)
        var filter = TextFilter()
        var leads: [TextLead] = []
        for _ in 0..<300 {
            let pattern = GlobPattern(text: Self.text(&numbers, of: ["a", "ü", "*"]))
            if let lead = pattern.lead {
                filter.count(lead, 1)
                leads.append(lead)
            }
            if Bool.random(using: &numbers), let lead = leads.popLast() { filter.count(lead, -1) }
            let text = Self.text(&numbers, of: ["a", "ü", "b"])
            let meant = leads.filter { text == $0.text || !$0.isWhole && text.hasPrefix($0.text) }
            #expect(Set(meant).isSubset(of: filter.leads(of: text)))
            #expect(meant.isEmpty || filter.mayKnow(text))
        }
        for lead in leads { filter.count(lead, -1) }
        #expect(filter.isEmpty)
        #expect(!filter.mayKnow("a") && !filter.mayKnow("ab"))
    }

    @Test func `is told by the beginning of a pattern, of 63 bytes at most`() {
        #expect(GlobPattern(text: "web").lead == TextLead(text: "web", isWhole: true))
        #expect(GlobPattern(text: "we*b*").lead == TextLead(text: "we", isWhole: false))
        #expect(GlobPattern(text: "*b").lead == nil)
        #expect(GlobPattern(text: "").lead == TextLead(text: "", isWhole: true))
        let long = GlobPattern(text: String(repeating: "ü", count: 40) + "*").lead
        #expect(long == TextLead(text: String(repeating: "ü", count: 31), isWhole: false))
    }

    @Test func `is nothing of other texts beside a thousand`() {
        var filter = TextFilter()
        for index in 0..<1000 {
            filter.count(TextLead(text: "nobody\(index)", isWhole: true), 1)
            filter.count(TextLead(text: "none\(index)-", isWhole: false), 1)
        }
        #expect(!(0..<1000).contains { filter.mayKnow("web-\($0)") })
        #expect(
            filter.mayKnow("nobody7") && !filter.mayKnow("nobody7-") && filter.mayKnow("none7-x"))
    }
}
