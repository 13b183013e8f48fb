import KubeAPI
import KubeJSON
import KubeRegistry

extension Target {
    /// Throws 400 unless the path names an object that the store could have
    /// (`AS/registry/generic/registry/store.go`, NamespaceKeyFunc).
    func checkKey() throws(StatusError) {
        guard !resource.isNamespaced || !namespace.isEmpty else {
            throw .badRequest("Namespace parameter required.")
        }
        let problems = NameFormat.pathSegment.problems(of: name)
        guard problems.isEmpty else {
            throw .badRequest(
                "Name parameter invalid: \(GoQuote.quote(name)): "
                    + problems.joined(separator: ";"))
        }
    }
}
