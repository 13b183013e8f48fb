import KubeJSON

/// An object of a kind that clusters keep: a ``LeaseObject`` or a ``LeaseCandidateObject``.
///
/// It keeps all that the server sent, whether or not there is a property for it, and sends that back.
public protocol ClusterObject: Hashable, Sendable, CustomStringConvertible {
    /// What the object says about itself.
    var metadata: ObjectMetadata { get set }

    /// The object as JSON, in the version in which it was read.
    var json: [UInt8] { get }

    /// The object that `json` describes; nil when that is something else.
    init?(json: [UInt8])
}

/// What the objects of the cluster are made of.
protocol DocumentedObject: ClusterObject {
    /// The name of the kind.
    static var kind: String { get }

    /// The resource, such as `leases`.
    static var resource: String { get }

    /// All that the object says.
    var document: JSONObject { get set }

    init(_ document: JSONObject)

    /// The document to send to a server, for the API version it is to have.
    func document(for version: String) -> JSONObject
}

extension DocumentedObject {
    /// What the object says about itself.
    public var metadata: ObjectMetadata {
        get { ObjectMetadata(document["metadata"]?.object ?? JSONObject()) }
        set { document["metadata"] = .object(newValue.document) }
    }

    /// The object as JSON, in the version in which it was read.
    public var json: [UInt8] { JSONWriter.encode(.object(document)) }

    /// The object that `json` describes; nil when that is something else.
    public init?(json: [UInt8]) {
        guard let value = try? JSONParser.parse(json), let object = Self(value) else { return nil }
        self = object
    }

    /// The object that `value` is; nil when it is something else.
    init?(_ value: JSONValue) {
        guard let document = value.object, document["metadata"]?.object?["name"]?.string != nil,
            document["kind"] == nil || document["kind"]?.string == Self.kind
        else { return nil }
        self.init(document)
    }

    /// An object that no server knows yet.
    init(name: String) {
        self.init(JSONObject([("metadata", .object(JSONObject([("name", .string(name))])))]))
    }

    /// A member of the specification.
    subscript(spec key: String) -> JSONValue? {
        get { document["spec"]?[key] }
        set { document[object: "spec"][key] = newValue }
    }

    /// The document to send, of this kind and this API version.
    func document(for version: String) -> JSONObject {
        var document = document
        document["kind"] = .string(Self.kind)
        document["apiVersion"] = .string("coordination.k8s.io/\(version)")
        return document
    }
}
