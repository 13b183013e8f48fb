import KubeAPI
import KubeHTTP1

/// A row of the table of control routes: a path, and what each method does there.
struct ControlRoute<Owner>: Sendable {
    let path: ControlPath

    /// What can be done, in the order in which it is told.
    let actions: [ControlAction<Owner>]

    /// The route at `path`, such as `/fake/leases/{namespace}/{lease}/expire`.
    ///
    /// `examples` have something that may stand for a placeholder.
    init(
        _ path: String, like examples: [String: String] = [:], _ actions: ControlAction<Owner>...
    ) {
        self.init(ControlPath(path, like: examples), actions)
    }

    init(_ path: ControlPath, _ actions: [ControlAction<Owner>]) {
        self.path = path
        self.actions = actions
    }

    /// What `method` does; nil when it does nothing.
    func action(_ method: String) -> ControlAction<Owner>? {
        actions.first { $0.description.method.rawValue == method }
    }

    /// The refusal of another method.
    func refusal(of method: String, at location: String) -> ControlReply {
        let methods = actions.map(\.description.method.rawValue)
        var response = HTTPResponse(
            control: StatusError(
                code: 405, reason: "MethodNotAllowed",
                message: "\(location) takes \(methods.joined(separator: " and ")), not \(method)"))
        response.fields["Allow"] = methods.joined(separator: ", ")
        return ControlReply(kind: .complete(response))
    }
}
