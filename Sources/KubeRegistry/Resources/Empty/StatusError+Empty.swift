package import KubeAPI

extension StatusError {
    /// Nothing can be written to `resource`, of which there is never an object.
    ///
    /// It begins as upstream's refusal does, and goes on to say what else to use.
    package static func staysEmpty(_ resource: ServedResource) -> StatusError {
        let stored = Resource.all.map(\.name).sorted()
        let list = stored.dropLast().joined(separator: ", ") + " and \(stored[stored.count - 1])"
        var error = StatusError.methodNotAllowed
        error.message +=
            ": fake-apiserver is for tests of leader election; it stores \(list), and all other "
            + "kinds are empty; for \(resource.reference("").qualifiedResource) use a real "
            + "kube-apiserver, such as that of envtest or kind"
        return error
    }
}
