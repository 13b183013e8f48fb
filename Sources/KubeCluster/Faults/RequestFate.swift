import KubeHTTP1

/// What rules have done to a request, as far as it is told and remembered.
package final class RequestFate: Sendable {
    /// The names of the rules that have acted, in order.
    let rules: [String]

    /// What becomes of the answer, unless the client gets one; nil when rules do not decide that.
    let outcome: RecordedRequest.Outcome?

    /// What the answer is, or would be, where the client does not get it.
    let decided: HTTPResponse?

    /// How far the rules were asked, for the case that the request is asked again.
    let course: FaultCourse

    init(
        _ course: FaultCourse, outcome: RecordedRequest.Outcome? = nil, decided: HTTPResponse? = nil
    ) {
        rules = course.rules
        self.course = course
        self.outcome = outcome
        self.decided = decided
    }

    /// What is remembered once the answer is final: the names of the rules that have acted.
    init(rules: [String]) {
        self.rules = rules
        course = FaultCourse()
        outcome = nil
        decided = nil
    }
}
