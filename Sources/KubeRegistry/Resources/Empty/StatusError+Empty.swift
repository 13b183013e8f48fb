package import KubeAPI

extension StatusError {
    /// Objects of `resource` cannot be written, since the server has no place for them.
    ///
    /// It begins as upstream's refusal does.
    package static func notKept(_ resource: ServedResource) -> StatusError {
        let kept = Resource.all.map(\.name).sorted()
        let list = kept.dropLast().joined(separator: ", ") + " and \(kept[kept.count - 1])"
        var error = StatusError.methodNotAllowed
        error.message +=
            ": fake-apiserver is for tests of leader election; it keeps \(list), and all other "
            + "kinds are empty; for \(resource.reference("").qualifiedResource) use a real "
            + "kube-apiserver, such as that of envtest or kind"
        return error
    }
}
