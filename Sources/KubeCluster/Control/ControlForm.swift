import KubeHTTP1

/// How what an action returns becomes its answer.
struct ControlForm<Output>: Sendable {
    /// The status of the answer.
    let status: Int

    /// Whether there is a text beside the JSON.
    let answersText: Bool

    /// The answer with `output`, as a text if the client `wantsText` and there is one.
    let reply: @Sendable (_ output: Output, _ wantsText: Bool) -> ControlReply.Kind
}

extension ControlForm where Output: ControlDocument {
    /// JSON, whatever the client would like.
    static var json: ControlForm { json(status: 200) }

    /// JSON with a status of its own.
    static func json(status: Int) -> ControlForm {
        ControlForm(status: status, answersText: false) { output, _ in
            .complete(HTTPResponse(control: output.json, status: status))
        }
    }
}

extension ControlForm where Output: ControlReport {
    /// JSON, or sentences for a client that would rather read them.
    static var jsonOrText: ControlForm {
        ControlForm(status: 200, answersText: true) { output, wantsText in
            .complete(
                wantsText ? HTTPResponse(control: output.text) : HTTPResponse(control: output.json))
        }
    }
}

extension ControlForm<ClusterWait> {
    /// JSON that comes later.
    static var later: ControlForm {
        ControlForm(status: 200, answersText: false) { wait, _ in .wait(wait) }
    }
}
