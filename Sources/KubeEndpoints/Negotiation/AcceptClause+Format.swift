extension AcceptClause {
    /// What the parameters ask for, if the endpoint can do it in `encoding` (NEG-003).
    func format(
        in encoding: Encoding, offering offer: TransformationOffer
    ) -> ResponseFormat? {
        let transformation: Transformation?
        switch (parameters["as"], parameters["g"], parameters["v"]) {
        case (nil, nil, nil): transformation = nil
        case (let kind, let group, let version):
            transformation = Transformation(
                group: group ?? "", version: version ?? "", kind: kind ?? "")
            guard transformation != nil else { return nil }
        }
        guard offer.allows(transformation, in: encoding), acceptsStream(in: encoding),
            ["", offer.allowsServerVersion ? "v1" : ""].contains(parameters["sv"] ?? "")
        else { return nil }
        return ResponseFormat(
            encoding, transformation: transformation, isPretty: parameters["pretty"] == "1")
    }

    private func acceptsStream(in encoding: Encoding) -> Bool {
        guard let stream = parameters["stream"], !stream.isEmpty else { return true }
        return stream == "watch" && encoding.canStream
    }
}
