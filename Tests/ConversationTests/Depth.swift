import KubeJSON

/// How much of the server a conversation goes through.
enum Depth: CaseIterable, Sendable {
    /// Requests are handed to the cluster as values.
    case handler
    /// They go through the parser, and answers through the encoder.
    case bytes
    /// They go over a socket to a server on a thread of its own.
    case socket

    /// In what the server's answers to `conversation` differ from the recorded ones.
    func differences(in conversation: Conversation) throws -> [String] {
        switch self {
        case .handler:
            try differences(
                in: conversation,
                HandlerClient(host: RecordedServer.host(flags: conversation.flags)))
        case .bytes:
            try differences(
                in: conversation,
                ByteClient(host: RecordedServer.host(flags: conversation.flags)))
        case .socket:
            try differences(
                in: conversation, SocketClient(server: RunningServer(flags: conversation.flags)))
        }
    }

    private func differences(
        in conversation: Conversation, _ client: some Client
    ) throws -> [String] {
        let ignored = try conversation.ignored.map { try Regex($0) }
        var replay = try Replay(client, namespace: "conversation-7d4f9")
        return try conversation.exchanges.enumerated().flatMap { step, exchange in
            let answer = try replay.answer(to: exchange)
            return Comparison(of: answer, with: exchange.answer).differences
                .map(\.description)
                .filter { text in !ignored.contains { text.contains($0) } }
                .map { "step \(step) \(exchange.title): \($0)" }
        }
    }
}
