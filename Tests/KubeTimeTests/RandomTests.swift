import KubeTime
import Testing

@Suite struct `Randomness` {
    @Test func `is the same for the same seed`() {
        var first = Random(seed: 36)
        var second = Random(seed: 36)
        var other = Random(seed: 37)

        let numbers = (0..<100).map { _ in first.next() }

        #expect(numbers == (0..<100).map { _ in second.next() })
        #expect(numbers != (0..<100).map { _ in other.next() })
        #expect(Set(numbers).count == 100)
    }

    // The sequence is part of what a seed means; these are SplitMix64's published values.
    @Test func `is SplitMix64`() {
        var random = Random(seed: 1_234_567)

        #expect(
            (0..<3).map { _ in random.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            ])
    }

    // CRE-002
    @Test(arguments: UInt64(0)..<50)
    func `makes UUIDs of version 4`(seed: UInt64) {
        var random = Random(seed: seed)

        let uuid = random.uuid()

        let form = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/
        #expect(uuid.wholeMatch(of: form) != nil)
        #expect(uuid != random.uuid())
    }

    // CRE-006
    @Test func `makes suffixes of the letters that Kubernetes uses, all of them`() {
        var random = Random(seed: 1)

        let suffixes = (0..<500).map { _ in random.suffix(length: 5) }

        #expect(suffixes.allSatisfy { $0.utf8.count == 5 })
        #expect(Set(suffixes.joined()) == Set("bcdfghjklmnpqrstvwxz2456789"))
    }
}
