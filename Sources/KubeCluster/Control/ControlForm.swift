import KubeHTTP1
import KubeYAML

/// How what an action returns becomes its answer.
struct ControlForm<Output>: Sendable {
    /// The status of the answer.
    let status: Int

    /// What the answer can be; never empty, and first what it is unless the client asks for another.
    let mediaTypes: [ControlMediaType]

    /// The answer with the output, as one of `mediaTypes`.
    let reply: @Sendable (Output, ControlMediaType) -> ControlReply.Kind
}

extension ControlForm where Output: ControlDocument {
    /// JSON, whatever the client would like.
    static var json: ControlForm { json(status: 200) }

    /// JSON with a status of its own.
    static func json(status: Int) -> ControlForm {
        ControlForm(status: status, mediaTypes: [.json]) { output, _ in
            .complete(HTTPResponse(control: output.json, status: status))
        }
    }

    /// YAML, as people keep it in files, or JSON for a client that asks for it.
    static var yamlOrJSON: ControlForm {
        ControlForm(status: 200, mediaTypes: [.yaml, .json]) { output, mediaType in
            .complete(
                mediaType == .json
                    ? HTTPResponse(control: output.json)
                    : HTTPResponse(control: YAMLEncoder.encode(output.json), as: .yaml))
        }
    }
}

extension ControlForm where Output: ControlReport {
    /// JSON, or sentences for a client that would rather read them.
    static var jsonOrText: ControlForm {
        ControlForm(status: 200, mediaTypes: [.json, .text]) { output, mediaType in
            .complete(
                mediaType == .text
                    ? HTTPResponse(control: output.text) : HTTPResponse(control: output.json))
        }
    }
}

extension ControlForm<ClusterWait> {
    /// JSON that comes later.
    static var later: ControlForm {
        ControlForm(status: 200, mediaTypes: [.json]) { wait, _ in .wait(wait) }
    }
}
