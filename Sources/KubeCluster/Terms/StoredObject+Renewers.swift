import KubeJSON
import KubeStore

extension StoredObject {
    /// The names under which the clients own the time of the renewal that led to this state of a lease;
    /// none where that is not known, or where the server itself wrote it.
    var renewers: [String] {
        let entries = object["metadata"]?["managedFields"]?.array ?? []
        return entries.filter { $0[path: "fieldsV1", "f:spec", "f:renewTime"] != nil }
            .compactMap { $0["manager"]?.string }
            .filter { !Self.serverManagers.contains($0) }
    }

    private static let serverManagers: Set = ["kube-apiserver", "fake-apiserver"]
}
