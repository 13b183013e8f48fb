/// What is told of a row of the table of control routes.
struct ControlRow: Sendable {
    let path: ControlPath

    /// What can be done there, in order.
    let actions: [ControlActionDescription]

    init<Owner>(_ route: ControlRoute<Owner>) {
        path = route.path
        actions = route.actions.map(\.description)
    }

    /// The commands that ask for the examples of an action, of the server at `baseURL`.
    func commands(_ action: ControlActionDescription, _ baseURL: String) -> [String] {
        action.examples.map { $0.command(action.method, baseURL + path.example) }
    }
}
