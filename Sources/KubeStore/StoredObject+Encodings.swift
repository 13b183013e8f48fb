package import KubeAPI
import Synchronization

/// What readers want of an object beside its body, made once for all of them.
extension StoredObject {
    /// An encoding of an object that is not its body.
    package enum Form: Hashable, Sendable {
        /// The body as the version of a kind shows it.
        case body(ObjectIdentifier)
        /// The member `metadata` as the version of a kind shows it.
        case metadata(ObjectIdentifier)
        /// The cells of its row in a table.
        case cells
        /// The protobuf document of a kind.
        case protobuf(ObjectIdentifier)

        package static func body(_ kind: Kind) -> Form { .body(ObjectIdentifier(kind)) }
        package static func metadata(_ kind: Kind) -> Form { .metadata(ObjectIdentifier(kind)) }
        package static func protobuf(_ kind: Kind) -> Form { .protobuf(ObjectIdentifier(kind)) }
    }

    /// The object in `form`, which `make` encodes when nobody has asked for it before.
    package func encoding(_ form: Form, _ make: () -> ObjectEncoding) -> ObjectEncoding {
        if let made = encodings.withLock({ $0.first { $0.form == form }?.encoding }) { return made }
        // Outside the lock, since what is made may build on another form.
        let made = make()
        encodings.withLock { $0.append((form, made)) }
        return made
    }
}
