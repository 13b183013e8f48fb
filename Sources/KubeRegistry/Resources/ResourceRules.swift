package import KubeAPI
package import KubeJSON

/// What is particular to a resource; everything else is the same for all of them.
///
/// Objects are given in the form of the version that the client speaks (`kind`).
package protocol ResourceRules: Sendable {
    /// Whether a PUT to a name that is free creates the object.
    var allowsCreateOnUpdate: Bool { get }

    /// Whether a PUT without a resource version overwrites whatever is there.
    var allowsUnconditionalUpdate: Bool { get }

    /// Whether reads that name a version are answered by upstream's watch cache; if not, etcd answers,
    /// which waits for none and pages at version 0 too.
    var hasWatchCache: Bool { get }

    /// The columns of a table.
    var columns: [TableColumn] { get }

    /// The cells of an object's row, one for each column, whichever version the object is in.
    func cells(of object: JSONObject) -> [TableCell]

    /// What is wrong with `name`; `isPrefix` when more characters will follow.
    func problems(withName name: String, isPrefix: Bool) -> [String]

    /// Adds what belongs to every object as a client sends it; it counts as the client's.
    func applyDefaults(_ object: inout JSONObject)

    /// Sets and removes what a client has no say in when an object is created.
    func prepareForCreate(_ object: inout JSONObject, features: FeatureGates)

    /// The paths of the fields that a write to the subresource, or to the object when it is empty,
    /// always sets back: nobody owns them by it.
    func resetFields(of subresource: String) -> [[String]]

    /// Adds to a new object, which is valid, what follows from a name that was made up.
    func complete(_ object: inout JSONObject)

    /// Sets and removes what a client has no say in when `old` is replaced.
    func prepareForUpdate(
        _ object: inout JSONObject, from old: JSONObject, features: FeatureGates)

    /// Keeps of `old` what a write to the subresource does not touch.
    func prepareForUpdate(
        _ object: inout JSONObject, from old: JSONObject, ofSubresource subresource: String)

    /// Sets what shows that an object's deletion was asked for, beside its metadata.
    func markTerminating(_ object: inout JSONObject)

    /// Refuses to delete what must stay.
    func admitDeletion(of object: ObjectReference) throws(StatusError)

    /// Whether an object can wait for its dependents when it is deleted; if not, it goes at once whatever
    /// the policy (DEL-015).
    var hasDependents: Bool { get }

    /// Whether failed preconditions of a deletion are told in the words of the store, not of the
    /// verb (COR-007).
    var tellsPreconditionsAsStore: Bool { get }

    /// Whether the resource looks at metadata too; if not, only what names have in common is checked,
    /// and that once the rest is in order.
    func validatesMetadata(as kind: Kind) -> Bool

    /// What is wrong with the object beside its metadata.
    func validate(_ object: JSONObject, as kind: Kind) -> [FieldError]

    /// What is wrong with replacing `old` by the object, beside its metadata.
    func validateUpdate(
        _ object: JSONObject, from old: JSONObject, as kind: Kind
    ) -> [FieldError]

    /// What is wrong with replacing `old` by the object through the subresource.
    func validateUpdate(
        _ object: JSONObject, from old: JSONObject, ofSubresource subresource: String
    ) -> [FieldError]

    /// The values that field selectors can ask for beside name and namespace, of a stored object.
    func selectableFields(of object: JSONObject) -> [(key: String, value: String)]

    /// The names of those fields; nil when asking for others is answered in the words of the
    /// resources that have none.
    var selectableFieldNames: [String]? { get }

    /// The name among those of the field that `kind` calls `label`; nil when it has none.
    func selectableField(_ label: String, as kind: Kind) -> String?

    /// Whether an object whose deletion was asked for is kept although it has no finalizers.
    func delaysDeletion(of object: JSONObject) -> Bool
}

extension ResourceRules {
    package var allowsCreateOnUpdate: Bool { true }
    package var allowsUnconditionalUpdate: Bool { false }
    package var hasWatchCache: Bool { true }
    package var hasDependents: Bool { true }
    package var tellsPreconditionsAsStore: Bool { false }
    package func applyDefaults(_ object: inout JSONObject) {}
    package func prepareForCreate(_ object: inout JSONObject, features: FeatureGates) {}
    package func resetFields(of subresource: String) -> [[String]] { [] }
    package func complete(_ object: inout JSONObject) {}
    package func prepareForUpdate(
        _ object: inout JSONObject, from old: JSONObject, features: FeatureGates
    ) {}
    package func prepareForUpdate(
        _ object: inout JSONObject, from old: JSONObject, ofSubresource subresource: String
    ) {}
    package func markTerminating(_ object: inout JSONObject) {}
    package func admitDeletion(of object: ObjectReference) throws(StatusError) {}
    package func validatesMetadata(as kind: Kind) -> Bool { true }
    package func validateUpdate(
        _ object: JSONObject, from old: JSONObject, as kind: Kind
    ) -> [FieldError] {
        validate(object, as: kind)
    }
    package func validateUpdate(
        _ object: JSONObject, from old: JSONObject, ofSubresource subresource: String
    ) -> [FieldError] { [] }
    package func selectableFields(of object: JSONObject) -> [(key: String, value: String)] { [] }
    package var selectableFieldNames: [String]? { nil }
    package func selectableField(_ label: String, as kind: Kind) -> String? {
        selectableFieldNames?.contains(label) == true ? label : nil
    }
    package func delaysDeletion(of object: JSONObject) -> Bool { false }
}
