import KubeAPI
import Testing

@testable import KubeRegistry

@Suite struct `The search for field errors` {
    @Test func `ends when there are too many`() {
        var asked = 0
        let errors = (0..<1000).fieldErrors { number in
            asked += 1
            return number.isMultiple(of: 2) ? [FieldError.required("\(number)")] : []
        }

        #expect(errors.count == 101)
        #expect(asked == 201)
    }
}
