import Foundation
import KubeJSON
import KubeTestSupport
import Testing

/// A file of `Fixtures/Conversations`: requests in order, each with what kube-apiserver answered.
struct Conversation: CustomTestStringConvertible, Sendable {
    /// The file's name without its extension.
    let name: String
    /// The flags with which the server runs, beside where it listens.
    let flags: [String]
    let exchanges: [Exchange]
    /// Regular expressions: a difference that one of them matches does not count.
    let ignored: [String]

    var testDescription: String { name }

    init(_ document: JSONValue) {
        name = document["name"]?.string ?? ""
        flags = document["flags"]?.array?.compactMap(\.string) ?? []
        exchanges = document["exchanges"]?.array?.map(Exchange.init) ?? []
        ignored = document["ignore"]?.array?.compactMap(\.string) ?? []
    }

    /// Every recorded conversation.
    static var all: [Conversation] {
        get throws {
            try Checkout.fixtures("Conversations", extension: "json")
                .map { Conversation(try JSONParser.parse([UInt8](Data(contentsOf: $0)))) }
        }
    }
}
