import KubeAPI

extension ObjectSchema {
    /// The name of the schema's definition, such as `io.k8s.api.coordination.v1.Lease`.
    var definitionName: String {
        goPackage.definitionName(of: name)
    }
}

extension GoPackage {
    /// The name of the definition of one of the package's types: the import path with its domain
    /// turned round.
    func definitionName(of type: String) -> String {
        var parts = path.split(separator: "/")
        let domain = parts.removeFirst().split(separator: ".").reversed()
        return (domain + parts + [Substring(type)]).joined(separator: ".")
    }
}
