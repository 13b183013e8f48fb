import KubeJSON
import KubeRegistry

extension Release {
    /// What metadata show of a time of creation that is not set: null before 1.34, and nothing
    /// since then (JSN-003).
    var unsetCreationTimestamp: JSONValue? { self < Release(1, 34) ? .null : nil }
}
