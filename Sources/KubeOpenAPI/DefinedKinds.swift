import KubeAPI
import KubeJSON
import KubeRegistry

/// The kinds that schemas stand for, by the names of their definitions.
struct DefinedKinds {
    private var kinds: [String: [Kind]] = [:]

    /// The kinds that `catalog` serves, and those with which every server answers.
    init(_ catalog: ResourceCatalog) {
        var groupVersions = [("", "v1")]
        for resource in catalog.stored {
            let kind = resource.kind
            add(kind)
            add(kind.list)
            if !groupVersions.contains(where: { $0 == (kind.group, kind.version) }) {
                groupVersions.append((kind.group, kind.version))
            }
        }
        for kind in [.status, .apiVersions, .apiGroup, .apiGroupList, .apiResourceList] as [Kind] {
            add(kind)
        }
        // These two belong to every version of every group.
        for (group, version) in groupVersions {
            for schema in [ObjectSchema.deleteOptions, .watchEvent] {
                add(Kind(group: group, version: version, name: schema.name, schema: schema))
            }
        }
    }

    private mutating func add(_ kind: Kind) {
        kinds[kind.schema.definitionName, default: []].append(kind)
    }

    /// The kinds of `schema`; none when it is only a part of others.
    subscript(schema: ObjectSchema) -> [Kind] {
        kinds[schema.definitionName] ?? []
    }
}

extension Kind {
    /// The kind as extensions name it: upstream has it as a map.
    var groupVersionKind: JSONValue {
        ["group": .string(group), "kind": .string(name), "version": .string(version)]
    }

    /// The kind as operations name it, which upstream keeps as a map in the older dialect only.
    func groupVersionKind(in dialect: Dialect) -> JSONValue {
        switch dialect {
        case .v2: groupVersionKind
        case .v3: ["group": .string(group), "version": .string(version), "kind": .string(name)]
        }
    }
}
