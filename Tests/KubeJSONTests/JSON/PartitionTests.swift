import KubeJSON
import Testing

@Suite struct `A partition` {
    @Test(arguments: 0...9)
    func `begins where the second part begins`(boundary: Int) {
        let numbers = Array(0..<9)

        #expect(numbers.partitioningIndex { $0 >= boundary } == min(boundary, 9))
        #expect(numbers[3...].partitioningIndex { $0 >= boundary } == min(max(boundary, 3), 9))
    }

    @Test func `of nothing begins at once`() {
        #expect([Int]().partitioningIndex { _ in true } == 0)
    }
}
