import KubeAPI
import KubeHTTP1
import KubeJSON

/// The objects of a kind in a namespace of a cluster, and what a client does with them.
///
///     let lease = try await server.leases.create(LeaseObject("web", heldBy: "a"))
///     try await server.leases.update("web") { $0.holderIdentity = "b" }
///
/// These are requests like those of any client: rules, partitions and the journal know the client by the
/// name `test`, or the one that was asked for. What the server refuses is thrown as a
/// ``FakeAPIServerError`` with its kind and the server's own words.
public struct ObjectCollection<Object: ClusterObject>: Sendable {
    /// The namespace.
    public let namespace: String

    let transport: FakeTransport

    /// Makes an object of a document; nil for what is none.
    let read: @Sendable (JSONValue) -> Object?
    /// Makes the document to send, in an API version.
    let write: @Sendable (Object, String) -> JSONObject
    /// The resource, such as `leases`.
    let resource: String
    /// The API version, such as `v1`; nil for the newest one that is served.
    let version: String?

    init(_ transport: FakeTransport, in namespace: String, version: String?)
    where Object: DocumentedObject {
        self.namespace = namespace
        self.transport = transport
        self.version = version
        read = { Object($0) }
        write = { $0.document(for: $1) }
        resource = Object.resource
    }
}

// MARK: - Verbs

extension ObjectCollection {
    /// Creates an object, and returns it as the server stored it.
    @discardableResult
    public func create(_ object: Object) async throws(FakeAPIServerError) -> Object {
        let place = try await place()
        return try await send("POST", place.path, write(object, place.version))
    }

    /// The object called `name`.
    public func get(_ name: String) async throws(FakeAPIServerError) -> Object {
        try await send("GET", try await place().path(of: name))
    }

    /// The object called `name`; nil when there is none.
    public func find(_ name: String) async throws(FakeAPIServerError) -> Object? {
        do throws(FakeAPIServerError) {
            return try await get(name)
        } catch {
            guard error.kind == .notFound else { throw error }
            return nil
        }
    }

    /// Puts `object` in the place of what has its name, and returns it as the server stored it.
    ///
    /// It is refused as a conflict when what is there has changed since `object` was read.
    @discardableResult
    public func update(_ object: Object) async throws(FakeAPIServerError) -> Object {
        let place = try await place()
        return try await send(
            "PUT", place.path(of: object.metadata.name), write(object, place.version))
    }

    /// Reads the object called `name`, changes it as `body` says, and updates it; once, so that somebody
    /// who is faster makes it a conflict.
    @discardableResult
    public func update(
        _ name: String, _ body: (inout Object) -> Void
    ) async throws(FakeAPIServerError) -> Object {
        var object = try await get(name)
        body(&object)
        return try await update(object)
    }

    /// Patches the object called `name`, and returns it as the server stored it.
    @discardableResult
    public func patch(
        _ name: String, _ patch: ObjectPatch
    ) async throws(FakeAPIServerError) -> Object {
        let path = try await place().path(of: name)
        let response = try await transport.send(
            "PATCH", path + patch.query,
            headers: [FakeTransport.Header("Content-Type", patch.mediaType)],
            body: Array(patch.text.utf8))
        return try await object(response)
    }

    /// Deletes the object called `name`; only in the state `version` where that is given.
    public func delete(
        _ name: String, at version: String? = nil
    ) async throws(FakeAPIServerError) {
        let options = version.map {
            JSONObject([("preconditions", ["resourceVersion": .string($0)] as JSONValue)])
        }
        _ = try await answer("DELETE", try await place().path(of: name), options)
    }

    /// The objects, sorted by name; only those that have `labels`.
    public func list(
        labels: [String: String] = [:]
    ) async throws(FakeAPIServerError) -> [Object] {
        try await listing(labels).objects
    }
}

/// A change of an object, in one of the ways that Kubernetes knows.
public struct ObjectPatch: Hashable, Sendable {
    let mediaType: String
    let text: String
    let query: String

    /// A merge patch (RFC 7396): `{"spec":{"holderIdentity":"b"}}`.
    public static func merge(_ json: String) -> ObjectPatch {
        ObjectPatch(mediaType: "application/merge-patch+json", text: json, query: "")
    }

    /// A strategic merge patch, which knows the keys of lists.
    public static func strategicMerge(_ json: String) -> ObjectPatch {
        ObjectPatch(mediaType: "application/strategic-merge-patch+json", text: json, query: "")
    }

    /// A list of operations (RFC 6902): `[{"op":"remove","path":"/spec/holderIdentity"}]`.
    public static func operations(_ json: String) -> ObjectPatch {
        ObjectPatch(mediaType: "application/json-patch+json", text: json, query: "")
    }

    /// A configuration, in JSON or YAML, that `fieldManager` applies, even over others where `isForced`.
    public static func apply(
        _ configuration: String, by fieldManager: String, isForced: Bool = false
    ) -> ObjectPatch {
        ObjectPatch(
            mediaType: "application/apply-patch+yaml", text: configuration,
            query: "?fieldManager=\(fieldManager.percentEncoded)&force=\(isForced)")
    }
}
