extension RequestMatch {
    /// Requests with this verb, about this resource and so on; what is left out may be anything.
    ///
    ///     .on(.update, "leases", client: "a")
    ///
    /// - Parameters:
    ///   - verb: The verb; `.write` and `.read` stand for theirs.
    ///   - resource: The resource, such as `leases`.
    ///   - name: The name of the object.
    ///   - namespace: The namespace.
    ///   - client: Who asks.
    ///   - holder: The `spec.holderIdentity` of the body.
    /// - Returns: The match.
    public static func on(
        _ verb: RequestVerb, _ resource: Alternatives? = nil, _ name: Alternatives? = nil,
        namespace: Alternatives? = nil, client: Alternatives? = nil, holder: Alternatives? = nil
    ) -> RequestMatch {
        RequestMatch(
            client: client, verb: Alternatives([verb.rawValue]), resource: resource,
            namespace: namespace, name: name, holder: holder)
    }
}

/// What a request asks for, as Kubernetes calls it.
public enum RequestVerb: String, CaseIterable, Hashable, Sendable {
    /// To read an object.
    case get
    /// To read many.
    case list
    /// To be told of changes.
    case watch
    /// To create one.
    case create
    /// To replace one, as renewals do.
    case update
    /// To change parts of one.
    case patch
    /// To delete one.
    case delete
    /// To delete many.
    case deletecollection
    /// Anything that changes something.
    case write
    /// Anything that reads.
    case read
}
