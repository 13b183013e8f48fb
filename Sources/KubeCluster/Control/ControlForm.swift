import KubeHTTP1
import KubeYAML

/// How what an action returns becomes its answer.
struct ControlForm<Output>: Sendable {
    /// What is told of the answer.
    let answer: ControlActionDescription.Answer

    /// The answer with the output, as one of its media types.
    let reply: @Sendable (Output, ControlMediaType) -> ControlReply.Kind

    /// Answers with one of `mediaTypes`, which is never empty, and begins with what the answer is unless
    /// the client asks for another.
    init(
        status: Int = 200, _ mediaTypes: [ControlMediaType], _ schema: ControlSchema,
        reply: @escaping @Sendable (Output, ControlMediaType) -> ControlReply.Kind
    ) {
        answer = ControlActionDescription.Answer(
            status: status, mediaTypes: mediaTypes, schema: schema)
        self.reply = reply
    }
}

extension ControlForm where Output: ControlDocument {
    /// JSON, whatever the client would like.
    static var json: ControlForm { json(status: 200) }

    /// JSON with a status of its own.
    static func json(status: Int) -> ControlForm {
        ControlForm(status: status, [.json], Output.schema) { output, _ in
            .complete(HTTPResponse(control: output.json, status: status))
        }
    }

    /// YAML, as people keep it in files, or JSON for a client that asks for it.
    static var yamlOrJSON: ControlForm {
        ControlForm([.yaml, .json], Output.schema) { output, mediaType in
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
        ControlForm([.json, .text], Output.schema) { output, mediaType in
            .complete(
                mediaType == .text
                    ? HTTPResponse(control: output.text) : HTTPResponse(control: output.json))
        }
    }
}

extension ControlForm<ClusterWait> {
    /// JSON that comes later, as `schema` says.
    static func later(_ schema: ControlSchema) -> ControlForm {
        ControlForm([.json], schema) { wait, _ in .wait(wait) }
    }
}
