import KubeTime
import Testing

@testable import KubeJSON

@Suite struct `The order of strings` {
    @Test func `is that of their bytes`() {
        var random = Random(seed: 9)
        let parts = ["default/", "a", "b", "lease-1", "é", "\u{1F600}", "", "kube-system/", "0"]
        func text() -> String {
            (0..<random.next() % 5).map { _ in parts[Int(random.next() % UInt64(parts.count))] }
                .joined()
        }
        for _ in 0..<3000 {
            let (left, right) = (text(), text())
            #expect(
                left.precedesBytewise(right)
                    == Array(left.utf8).lexicographicallyPrecedes(Array(right.utf8)))
        }
    }
}
