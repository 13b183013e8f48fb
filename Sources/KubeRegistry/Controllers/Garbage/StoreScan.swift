import KubeStore

/// A walk through all that is stored and has owners or finalizers, a part at a time.
struct StoreScan: Sendable {
    private var resources: ArraySlice<String>
    private var path = ""

    /// How many objects are looked at, and how many of them are read, at a time.
    private static let looksMax = 1024
    private static let readsMax = 64

    /// A walk through these resources.
    init(_ resources: [String]) {
        self.resources = resources[...]
    }

    /// Whether all was looked at.
    var isDone: Bool { resources.isEmpty }

    /// Gives the next objects to `body`.
    mutating func proceed(_ store: ObjectStore, _ body: (StoredObject) -> Void) {
        var (looks, reads) = (0, 0)
        while let resource = resources.first {
            for object in store.objects(resource, from: path) {
                guard looks < Self.looksMax, reads < Self.readsMax else { return }
                looks += 1
                path = object.key.path + "\0"
                guard object.hasOwnersOrFinalizers else { continue }
                reads += 1
                body(object)
            }
            resources.removeFirst()
            path = ""
        }
    }
}
