import KubeCluster
import KubeJSON
import KubeTime

extension JSONValue {
    /// The instant that this is the text of; nil for what is none.
    var instant: Timestamp? { string.flatMap { Timestamp(rfc3339: $0) } }
}
