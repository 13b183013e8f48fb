import KubeJSON

extension History.Commit: CustomStringConvertible {
    var isCandidate: Bool { key.resource == "leasecandidates" }

    var description: String {
        let spec = object["spec"]
        let fields = [
            "holderIdentity", "leaseDurationSeconds", "preferredHolder", "pingTime", "renewTime",
        ].compactMap { field in
            spec?[field].map { "\(field.prefix(9)) \(JSONWriter.text($0).suffix(18))" }
        }
        return "\(revision) \(type) \(key.resource.dropLast(1))/\(key.name) "
            + fields.joined(separator: ", ")
    }
}
