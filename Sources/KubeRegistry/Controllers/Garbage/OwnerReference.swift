import KubeJSON

/// What an object says about one of its owners.
struct OwnerReference: Hashable, Sendable {
    let apiVersion: String
    let kind: String
    let name: String
    let uid: String

    /// Whether an owner that is deleted in the foreground stays while the object exists.
    let blocksOwnerDeletion: Bool

    private init(_ reference: JSONObject) {
        func text(_ key: String) -> String { reference[key]?.string ?? "" }
        apiVersion = text("apiVersion")
        kind = text("kind")
        name = text("name")
        uid = text("uid")
        blocksOwnerDeletion = reference["blockOwnerDeletion"]?.bool ?? false
    }

    /// The references of `object`, in order.
    static func all(of object: JSONObject) -> [OwnerReference] {
        (object["metadata"]?["ownerReferences"]?.array ?? []).compactMap(\.object)
            .map(OwnerReference.init)
    }
}

extension JSONObject {
    /// Removes the references to owners with these uids.
    mutating func removeOwners(_ uids: Set<String>) {
        changeOwners { reference in
            uids.contains(reference["uid"]?.string ?? "") ? nil : .object(reference)
        }
    }

    /// Takes from all references that they block the deletion of the owner.
    mutating func unblockOwners() {
        changeOwners { reference in
            var reference = reference
            if reference["blockOwnerDeletion"]?.bool == true {
                reference["blockOwnerDeletion"] = false
            }
            return .object(reference)
        }
    }

    private mutating func changeOwners(_ change: (JSONObject) -> JSONValue?) {
        let references = self["metadata"]?["ownerReferences"]?.array?.compactMap(\.object) ?? []
        metadata["ownerReferences"] = .array(references.compactMap(change))
    }
}
