package import KubeAPI
package import KubeJSON
package import KubeStore

/// A write that is decided: admitted, valid and without a conflict, but not in the store yet.
///
/// Objects are in the form in which they are stored.
package struct Write {
    /// What the request was about; without a name where one was made up or came in a body.
    package let target: Target

    /// Where the object lies, or will lie.
    package let key: ObjectKey

    /// The object as it is stored; nil when it is new.
    package let old: JSONObject?

    /// What is to be stored; nil when the object is deleted.
    ///
    /// A write that takes the last finalizer from a terminating object deletes it too: this is then
    /// the state in which it goes.
    package let new: JSONObject?

    package let context: WriteContext

    private let versionIsNamed: () -> Bool

    init(
        _ target: Target, named name: String? = nil, old: JSONObject?, new: JSONObject?,
        _ context: WriteContext, versionIsNamed: @escaping () -> Bool = { false }
    ) {
        self.target = target
        key = target.key(name ?? target.name)
        self.old = old
        self.new = new
        self.context = context
        self.versionIsNamed = versionIsNamed
    }

    /// Whether the writer said which version of the object was meant.
    ///
    /// Worked out when it is asked for: a patch has to be looked at again.
    package var namesVersion: Bool { versionIsNamed() }

    /// What messages say about the object.
    package var reference: ObjectReference { target.served.reference(key.name) }
}
