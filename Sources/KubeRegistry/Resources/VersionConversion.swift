package import KubeJSON

/// How objects go from the stored form to a version's and back.
package protocol VersionConversion: Sendable {
    /// The stored form of an object that a client sent in this version; `old` is what is stored.
    func stored(_ object: JSONObject, old: JSONObject?) -> JSONObject

    /// The form of this version of a stored object.
    func served(_ object: JSONObject) -> JSONObject
}
