import KubeAPI

/// What one method does at a path of the control API.
///
/// An action is handed the fields that it declares and no others: none can be missing from
/// `GET /fake/`, and a mistyped name never silently changes what a test does.
struct ControlAction<Owner>: Sendable {
    /// All that is told about it.
    let description: ControlActionDescription

    /// Does it.
    let perform: @Sendable (inout Owner, ControlCall) throws(StatusError) -> ControlReply

    /// An action that is described elsewhere.
    init(
        _ description: ControlActionDescription,
        perform: @escaping @Sendable (inout Owner, ControlCall) throws(StatusError) -> ControlReply
    ) {
        self.description = description
        self.perform = perform
    }

    /// An action that takes a `document` for its body, which `body` reads, and answers in `form`.
    init<Output>(
        _ method: ControlMethod, _ summary: String, _ effect: ControlEffect,
        document: String, answers form: ControlForm<Output>, like examples: ControlExample...,
        body: @escaping @Sendable (inout Owner, ControlCall) throws(StatusError) -> Output
    ) {
        let description = ControlActionDescription(
            method: method, summary: summary, effect: effect, fields: [], examples: examples,
            answer: form.answer, document: document)
        self.init(description) { owner, call throws(StatusError) in
            try call.refuseStrangers(to: [], orList: false)
            return ControlReply(
                kind: form.reply(
                    try body(&owner, call), call.preferred(of: form.answer.mediaTypes)),
                isUndoable: effect.isUndoable)
        }
    }

    /// An action that hands the values of `fields` to `body`, and answers in `form` with what that
    /// returns; `examples` can be asked for.
    init<Output, each Value>(
        _ method: ControlMethod, _ summary: String, _ effect: ControlEffect = .reads,
        _ fields: repeat ControlField<each Value>, answers form: ControlForm<Output>,
        like examples: ControlExample...,
        body:
            @escaping @Sendable (
                inout Owner, ControlCall, repeat each Value
            ) throws(StatusError) -> Output
    ) {
        var known: [ControlFieldDescription] = []
        var takesLists = false
        var schema: ControlSchema?
        for field in repeat each fields {
            known += field.descriptions
            takesLists = takesLists || field.takesLists
            schema = schema ?? field.bodySchema
        }
        let mayBeList = takesLists
        let description = ControlActionDescription(
            method: method, summary: summary, effect: effect, fields: known,
            examples: examples.isEmpty ? [.plain] : examples, answer: form.answer,
            ownBodySchema: schema)
        self.init(description) { owner, call throws(StatusError) in
            try call.refuseStrangers(to: description.fields, orList: mayBeList)
            let output = try body(&owner, call, repeat try (each fields).value(in: call))
            return ControlReply(
                kind: form.reply(output, call.preferred(of: form.answer.mediaTypes)),
                isUndoable: effect.isUndoable)
        }
    }
}
