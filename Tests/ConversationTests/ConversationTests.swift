import Testing

@Suite struct `Conversations recorded from kube-apiserver` {
    @Test(arguments: try Conversation.all, Depth.allCases)
    func `go the same way`(conversation: Conversation, depth: Depth) throws {
        let differences = try depth.differences(in: conversation)

        if let reason = Self.knownFailures[conversation.name] {
            withKnownIssue("\(reason)") { #expect(differences.isEmpty) }
        } else {
            #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
        }
    }

    /// The conversations that go another way, and why; one that has come right fails too.
    static let knownFailures = [
        "protobuf-candidate": "no protobuf yet",
        "protobuf-create-and-update": "no protobuf yet",
        "protobuf-get-and-list": "no protobuf yet",
        "protobuf-malformed": "no protobuf yet",
        "protobuf-watch": "no protobuf yet",
    ]
}
