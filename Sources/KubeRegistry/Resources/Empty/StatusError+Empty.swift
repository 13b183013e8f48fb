import KubeAPI

extension StatusError {
    /// Objects of `resource` cannot be written, since the server has no place for them.
    ///
    /// It begins as upstream's refusal does.
    package static func notKept(_ resource: ServedResource) -> StatusError {
        let kept = Resource.all.map(\.name).sorted().joined(separator: ", ")
        var error = StatusError.methodNotAllowed
        error.message += """
            : this is fake-apiserver, for tests of leader election, which keeps \(kept) and knows \
            of all else that it exists; to write \(resource.qualifiedName) use a real \
            kube-apiserver, such as that of envtest or kind
            """
        return error
    }
}

extension ServedResource {
    fileprivate var qualifiedName: String { reference("").qualifiedResource }
}
