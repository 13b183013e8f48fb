import KubeAPI
import KubeJSON

extension FieldManager {
    /// Does what `update` does to a new object whose client sent no managed fields, and in which the
    /// elements of no list are owned one by one, or else returns false.
    ///
    /// The writer owns whatever the object sets: to compare it with nothing costs many times more.
    func own(_ new: inout JSONObject, _ writer: Writer) -> Bool {
        guard resetFields.isEmpty, new.managedFields == nil,
            let fields = JSONObject(fieldsV1Of: new, kind.schema)
        else { return false }
        guard !fields.isEmpty else { return true }
        let origin = ManagedFields.Origin(
            identity: identity(of: writer, .update), apiVersion: kind.apiVersion,
            time: writer.time)
        new.managedFields = [.object(origin.entry(owning: fields))]
        return true
    }
}

extension JSONObject {
    /// The FieldsV1 object of all that a new object sets; nil when lists have owned elements.
    ///
    /// Objects that are always there are not set, only what is in them; `isSet` tells of a part of
    /// `object` that is.
    fileprivate init?(fieldsV1Of object: JSONObject, _ schema: ObjectSchema, isSet: Bool = false) {
        self.init()
        reserveCapacity(object.count + 1)
        if isSet { append(".", [:]) }
        for position in 0..<object.count {
            let member = object[position]
            guard let field = schema.field(member.key),
                schema !== ObjectSchema.objectMeta
                    || !FieldSet.untrackedMetadata.contains(field.name)
            else { continue }
            let isThere = !isSet && field.presence == .always
            switch (field.type.structure, member.value) {
            case (.object(let schema), .object(let part)) where isThere || !part.isEmpty:
                guard let fields = JSONObject(fieldsV1Of: part, schema, isSet: !isThere) else {
                    return nil
                }
                if !fields.isEmpty { append(field.fieldsV1Key, .object(fields)) }
            case (.map, .object(let map)) where !map.isEmpty:
                append(field.fieldsV1Key, .object(JSONObject(fieldsV1OfMap: map, isSet: !isThere)))
            case (.list, _): return nil
            case (.leaf, _), (.object, _), (.map, _):
                if isThere && member.value == field.type.zero { continue }
                append(field.fieldsV1Key, [:])
            }
        }
        self = sortedByKey
    }

    private init(fieldsV1OfMap map: JSONObject, isSet: Bool) {
        self.init()
        if isSet { append(".", [:]) }
        for member in map { append("f:" + member.key, [:]) }
    }
}
