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

extension History {
    /// All that was committed, to the letter, a line for each.
    var lines: [String] {
        commits.map { "\($0.revision) \($0.type) \($0.key.name) \(JSONWriter.text($0.object))" }
    }
}
