import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeTime

/// `/fake/expect`: waits until a condition holds, or while it does.
extension Cluster {
    static let expectRoutes = [
        ControlRoute<Cluster>(
            "/fake/expect",
            .init(
                .post, "waits until a condition holds, or as long as it must", .lasts,
                .condition("that", "what is to hold", isRequired: true),
                .duration("within", "how long it may take; 10s when nothing is said"),
                .duration("throughout", "how long it must hold, from now on"),
                .choice("clock", "by which clock that is: machine, or cluster"),
                answers: .later(ExpectationOutcome.schema),
                like: .body(#"{"that":{"lease":"default/app"},"within":"10s"}"#),
                .body(#"{"that":{"terms":"default/app","findings":"none"}}"#)
            ) {
                (
                    cluster: inout Cluster, call, condition, within, throughout,
                    clock: Expectation.Clock?
                ) throws(StatusError) in
                guard let condition else {
                    throw .badRequest(
                        #"the field "that" is missing: say {"that":{"lease":"default/web"}}"#)
                }
                let expectation = Expectation(
                    condition, try goal(within, throughout), by: clock ?? .machine)
                return .expectation(try cluster.expect(expectation, at: call.wall))
            })
    ]

    private static func goal(
        _ within: Duration?, _ throughout: Duration?
    ) throws(StatusError) -> Expectation.Goal {
        for (name, duration) in [("within", within), ("throughout", throughout)] {
            guard duration ?? .zero >= .zero else {
                throw .badRequest("the field \(GoQuote.quote(name)) must not be negative")
            }
        }
        guard let throughout else { return .within(within ?? .seconds(10)) }
        guard within == nil else {
            throw .badRequest(#"say either "within" or "throughout""#)
        }
        return .throughout(throughout)
    }

    /// The answer to an expectation; nil when nothing has come of it yet.
    mutating func expectationAnswer(
        to ticket: ExpectationTicket, at wall: Timestamp
    ) -> HTTPResponse? {
        switch takeOutcome(of: ticket, at: wall) {
        case nil: nil
        case .failure(let error): HTTPResponse(control: error)
        case .success(let outcome):
            outcome.isMet
                ? HTTPResponse(control: outcome.json) : HTTPResponse(control: outcome.error)
        }
    }
}

extension Expectation.Clock: ControlChoice {}

extension ControlField where Value == Condition? {
    /// A condition.
    static func condition(
        _ name: String, _ summary: String, isRequired: Bool = false
    ) -> ControlField {
        let description = ControlFieldDescription(
            name, .object, summary, isRequired: isRequired, schema: .named(.condition))
        return ControlField(description) { value throws(StatusError) in
            guard let value else { return nil }
            return try Condition(value, at: name)
        }
    }
}
