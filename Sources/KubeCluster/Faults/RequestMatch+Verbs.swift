extension RequestMatch {
    /// Every request.
    public static let any = RequestMatch()
    /// Requests that change something.
    public static let writes = RequestMatch(verb: "write")
    /// Requests that read.
    public static let reads = RequestMatch(verb: "read")
    /// Requests that create an object.
    public static let create = RequestMatch(verb: "create")
    /// Requests that replace an object, as renewals do.
    public static let update = RequestMatch(verb: "update")
    /// Requests that patch an object.
    public static let patch = RequestMatch(verb: "patch")
    /// Requests that delete an object.
    public static let delete = RequestMatch(verb: "delete")
    /// Requests that read an object.
    public static let get = RequestMatch(verb: "get")
    /// Requests that list objects.
    public static let list = RequestMatch(verb: "list")
    /// Requests that watch objects.
    public static let watch = RequestMatch(verb: "watch")
}
