import Testing

@testable import KubeCluster

/// An action of a row of the table.
struct RowCase: Sendable, CustomTestStringConvertible {
    let path: ControlPath
    let action: ControlActionDescription

    static let all: [RowCase] = ClusterHost.controlTable.routes.flatMap { route in
        route.actions.map {
            RowCase(path: route.path, action: $0.description)
        }
    }

    /// The row with this description, such as `GET /fake/clock`.
    static func named(_ description: String) -> RowCase? {
        all.first { $0.testDescription == description }
    }

    var template: String { path.template }

    var testDescription: String { "\(action.method.rawValue) \(template)" }

    /// A path that the row stands for.
    var location: String { Self.location(template) }

    static func location(_ template: String) -> String {
        template.split(separator: "/").map { $0.hasPrefix("{") ? "/a" : "/\($0)" }.joined()
            + (template.hasSuffix("/") ? "/" : "")
    }

    func names(_ place: ControlFieldDescription.Place) -> [String] {
        action.fields.filter { $0.place == place }.map(\.name)
    }

    func refusal(of noun: String, knowing names: [String]) -> String {
        let hint =
            names.isEmpty
            ? "takes no \(noun)s" : "takes the \(noun)s \(names.joined(separator: ", "))"
        return "unknown \(noun) \"stranger\": \(location) \(hint)"
    }
}
