import Testing

@Suite struct `Conversations recorded from kube-apiserver` {
    @Test(arguments: try Conversation.all, Depth.allCases)
    func `go the same way`(conversation: Conversation, depth: Depth) throws {
        let differences = try depth.differences(in: conversation)

        #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
    }
}
