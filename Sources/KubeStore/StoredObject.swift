package import KubeJSON
import Synchronization

/// One state of one object, encoded when it was committed and never changed.
package final class StoredObject: Sendable {
    package let key: ObjectKey

    /// The revision that wrote this state.
    package let revision: UInt64

    /// The object's JSON without `kind` and `apiVersion`: `"metadata":{…},"spec":{…}}`.
    ///
    /// Answers put the brace and the two in front of it.
    package let body: [UInt8]

    /// The labels, for selectors; sorted by the bytes of their keys.
    package let labels: [(key: String, value: String)]

    /// The values that field selectors can ask for, beside name and namespace.
    package let fields: [(key: String, value: String)]

    /// Whether there are owner references or finalizers; nil when nobody has looked yet.
    private let isTied: Bool?

    /// What is at hand beside the body.
    private let memory = Mutex(Memory())

    private struct Memory {
        var recentTree: JSONObject?

        /// What was made of the object for its readers.
        var encodings: [(form: Form, encoding: ObjectEncoding)] = []
    }

    /// The room that a Lease with managed fields takes; the body of others grows.
    private static let usualBytes = 768

    /// The room beyond its bytes that a body may keep: there may be a million of them.
    fileprivate static let sparedBytes = 16

    /// A state of the object at `key`; `object` must be canonical and carry its resource version.
    ///
    /// What it shares with the tree of `previous`, its last state, is not encoded again.
    package init(
        key: ObjectKey, revision: UInt64, object: JSONObject,
        fields: [(key: String, value: String)], previous: StoredObject? = nil
    ) {
        self.key = key
        self.revision = revision
        self.fields = fields
        body = Self.body(of: object, after: previous).inNoMoreMemory
        let metadata = object["metadata"]?.object ?? JSONObject()
        let labels = metadata["labels"]?.object ?? JSONObject()
        self.labels = labels.map { ($0.key, $0.value.string ?? "") }
        isTied = Self.hasTies(metadata)
    }

    /// A state that was encoded earlier: its parts as another `StoredObject` had them.
    package init(
        key: ObjectKey, revision: UInt64, body: [UInt8],
        labels: [(key: String, value: String)], fields: [(key: String, value: String)]
    ) {
        self.key = key
        self.revision = revision
        self.body = body
        self.labels = labels
        self.fields = fields
        isTied = nil
    }

    /// Whether the metadata has owner references or finalizers; a yes may be wrong of an object that
    /// was encoded earlier, a no never is.
    package var hasOwnersOrFinalizers: Bool { isTied ?? mayHaveOwnersOrFinalizers }

    /// The encoding of `object` without `kind` and `apiVersion`, and without its first brace.
    package static func body(of object: JSONObject) -> [UInt8] {
        body(of: object, after: nil)
    }

    private static func body(of object: JSONObject, after previous: StoredObject?) -> [UInt8] {
        var writer = JSONWriter()
        writer.reserve(previous.map { $0.body.count + sparedBytes } ?? usualBytes)
        if let previous, let tree = previous.recentTree {
            var known = KnownMembers(of: tree, at: 0)
            writer.writeMembers(of: object, copying: &known, from: previous.body)
        } else {
            writer.writeMembers(of: object)
        }
        writer.write(mark: "}")
        return writer.bytes
    }

    /// The object as a tree: at hand for those that were written last, else read from its encoding.
    package var object: JSONObject {
        recentTree ?? parsed
    }

    /// The tree, for as long as it is at hand.
    var recentTree: JSONObject? {
        get { memory.withLock { $0.recentTree } }
        set { memory.withLock { $0.recentTree = newValue } }
    }

    /// The object in `form`, which `make` encodes when nobody has asked for it before.
    package func encoding(_ form: Form, _ make: () -> ObjectEncoding) -> ObjectEncoding {
        let made = memory.withLock { $0.encodings.first { $0.form == form }?.encoding }
        if let made { return made }
        // Outside the lock, since what is made may build on another form.
        let new = make()
        memory.withLock { $0.encodings.append((form, new)) }
        return new
    }

    private var parsed: JSONObject {
        guard let value = try? JSONParser.parse([UInt8(ascii: "{")] + body),
            let object = value.object
        else { preconditionFailure("the store holds \(key.path) in a form that is not JSON") }
        return object
    }
}

extension StoredObject {
    /// A state that the next write would commit: encoded, so that its size is known, but not stored.
    package struct Draft: Sendable {
        package let object: StoredObject
        let tree: JSONObject
    }
}

extension [UInt8] {
    /// The same bytes, without much room for more.
    fileprivate var inNoMoreMemory: [UInt8] {
        // The memory of an array comes in steps of 16 bytes.
        guard capacity > count + StoredObject.sparedBytes + 16 else { return self }
        var copy: [UInt8] = []
        copy.reserveCapacity(count)
        copy += self
        return copy
    }
}
