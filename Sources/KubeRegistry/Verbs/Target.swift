import KubeAPI
import KubeStore

/// The object that a request is about.
///
/// A class like its resource: every request passes it on many times.
package final class Target: Sendable {
    package let served: ServedResource

    /// The namespace in the path; empty for resources without.
    package let namespace: String

    /// The name in the path; empty for collections.
    package let name: String

    /// The part of the object in the path; empty for the whole.
    package let subresource: String

    /// Where the object lies in the store.
    let key: ObjectKey

    package init(
        _ served: ServedResource, namespace: String, name: String = "", subresource: String = ""
    ) {
        self.served = served
        self.namespace = namespace
        self.name = name
        self.subresource = subresource
        key = ObjectKey(resource: served.resource.name, namespace: namespace, name: name)
    }

    package var resource: Resource { served.resource }
    var rules: any ResourceRules { served.resource.rules }

    /// What messages say about the object.
    var reference: ObjectReference { served.reference(name) }

    /// What keeps the books of who owns which fields of objects at the target's version.
    var fieldManager: FieldManager {
        FieldManager(
            served.kind, apiVersions: resource.apiVersions,
            resetFields: rules.resetFields(of: subresource))
    }

    /// Who writes to the target.
    func writer(_ context: WriteContext) -> FieldManager.Writer {
        FieldManager.Writer(
            manager: context.manager, subresource: subresource, now: context.now)
    }

    /// Where an object called `name` lies in the store, whose name was not in the path.
    func key(_ name: String) -> ObjectKey {
        self.name.isEmpty
            ? ObjectKey(resource: resource.name, namespace: namespace, name: name) : key
    }
}
