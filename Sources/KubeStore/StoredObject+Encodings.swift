package import KubeAPI

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
        /// The message in protobuf that the version of a kind shows.
        case message(ObjectIdentifier)

        package static func body(_ kind: Kind) -> Form { .body(ObjectIdentifier(kind)) }
        package static func metadata(_ kind: Kind) -> Form { .metadata(ObjectIdentifier(kind)) }
        package static func message(_ kind: Kind) -> Form { .message(ObjectIdentifier(kind)) }
    }
}
