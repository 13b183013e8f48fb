/// What is asked for, in words.
struct RequestSummary {
    let verb: String?
    let resource: String?
    let subresource: String
    let namespace: String?
    let name: String?
    /// Who is to hold the lease in the body; nil when it does not say.
    let holder: String?
    /// The resource version in the body; nil when it does not say.
    let version: String?

    /// Such as `update leases default/web for holder a at version 12`; nil for what is no resource.
    var text: String? {
        guard let verb, let resource else { return nil }
        var words = "\(verb) \(resource)\(subresource.isEmpty ? "" : "/\(subresource)")"
        let place = [namespace, name].compactMap(\.self).joined(separator: "/")
        if !place.isEmpty { words += " \(place)" }
        if let holder { words += holder.isEmpty ? " for no holder" : " for holder \(holder)" }
        if let version { words += " at version \(version)" }
        return words
    }
}
