package import KubeJSON

/// How objects go from the stored form to a version's and back.
package protocol VersionConversion: Sendable {
    /// Whether the version shows every object as it is stored, and converts only what clients send.
    var showsStoredForm: Bool { get }

    /// The stored form of an object that a client sent in this version; `old` is what is stored.
    func stored(_ object: JSONObject, old: JSONObject?) -> JSONObject

    /// What clients of this version see of a stored object.
    func shown(_ object: JSONObject) -> JSONObject
}

extension VersionConversion {
    package var showsStoredForm: Bool { false }
}
