import KubeJSON
public import KubeTime

/// What an object says about itself, whatever it is.
public struct ObjectMetadata: Hashable, Sendable {
    var document: JSONObject

    init(_ document: JSONObject) {
        self.document = document
    }

    /// The name; empty where the server is to make one up from ``generateName``.
    public var name: String {
        get { self["name"] ?? "" }
        set { self["name"] = newValue.isEmpty ? nil : newValue }
    }

    /// How a name begins that the server makes up.
    public var generateName: String? {
        get { self["generateName"] }
        set { self["generateName"] = newValue }
    }

    /// The namespace; empty where the collection says which it is.
    public var namespace: String {
        get { self["namespace"] ?? "" }
        set { self["namespace"] = newValue.isEmpty ? nil : newValue }
    }

    /// Which state of the object this is; nil for one that was not read from a server.
    ///
    /// An update says with it what it means to change: if that is not the present state, the server refuses
    /// it as a conflict. Leases and candidates cannot be updated without one, but they can be patched.
    public var resourceVersion: String? {
        get { self["resourceVersion"] }
        set { self["resourceVersion"] = newValue }
    }

    /// Which of all objects that ever had the name this is; nil for one that was not read from a server.
    public var uid: String? {
        get { self["uid"] }
        set { self["uid"] = newValue }
    }

    /// The labels, by which lists and watches select objects.
    public var labels: [String: String] {
        get { texts("labels") }
        set { setTexts("labels", newValue) }
    }

    /// The annotations.
    public var annotations: [String: String] {
        get { texts("annotations") }
        set { setTexts("annotations", newValue) }
    }

    /// Who has to act before the object is gone after it was deleted.
    public var finalizers: [String] {
        get { document["finalizers"]?.array?.compactMap(\.string) ?? [] }
        set {
            document["finalizers"] =
                newValue.isEmpty ? nil : .array(newValue.map { .string($0) })
        }
    }

    /// When the object was created; nil for one that was not read from a server.
    public var creationTime: Timestamp? { document["creationTimestamp"]?.instant }

    /// When the object was deleted that waits for its ``finalizers``; nil for others.
    public var deletionTime: Timestamp? { document["deletionTimestamp"]?.instant }

    private subscript(key: String) -> String? {
        get { document[key]?.string }
        set { document[key] = newValue.map { .string($0) } }
    }

    private func texts(_ key: String) -> [String: String] {
        let members = document[key]?.object ?? JSONObject()
        return Dictionary(
            uniqueKeysWithValues: members.compactMap { member in
                member.value.string.map { (member.key, $0) }
            })
    }

    private mutating func setTexts(_ key: String, _ texts: [String: String]) {
        let members = texts.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.string($0.value)) }
        document[key] = members.isEmpty ? nil : .object(JSONObject(members))
    }
}

extension ObjectMetadata: CustomStringConvertible {
    /// The namespace and the name, such as `default/web`, and the version where there is one.
    public var description: String {
        let path = [namespace, name].filter { !$0.isEmpty }.joined(separator: "/")
        return path + (resourceVersion.map { " at version \($0)" } ?? "")
    }
}
