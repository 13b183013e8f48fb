import KubeAPI
import KubeJSON
import KubeRegistry
import KubeStore

/// How lists of a kind are written in protobuf.
struct ProtobufListKind: Sendable {
    private let list: Kind
    private let item: ObjectSchema
    private let metadataNumber: Int
    private let itemsNumber: Int

    /// The kind of lists that `encoder` writes; tables are not written in protobuf.
    init(of encoder: ObjectEncoder) {
        switch encoder.form {
        case .whole: list = encoder.served.view.list
        case .metadata(.v1), .table(.v1, _): list = .partialObjectMetadata.list
        case .metadata(.v1beta1), .table(.v1beta1, _): list = .partialObjectMetadataListV1Beta1
        }
        item =
            encoder.form == .whole ? encoder.served.kind.schema : Kind.partialObjectMetadata.schema
        metadataNumber = list.schema.number(of: "metadata") ?? ListNumber.metadata
        itemsNumber = list.schema.number(of: "items") ?? ListNumber.items
    }

    /// The items of a list.
    func items(_ objects: StoredObjects, _ encoder: ObjectEncoder) -> [UInt8] {
        let slices = objects.slices
        var writer = ProtobufWriter()
        writer.reserve(slices.sum { $0.body.count })
        for slice in slices {
            for object in slice { write(object, encoder, into: &writer) }
        }
        return writer.bytes
    }

    private func write(
        _ object: StoredObject, _ encoder: ObjectEncoder, into writer: inout ProtobufWriter
    ) {
        guard encoder.form != .whole else {
            return writer.write(encoder.served.message(of: object), at: itemsNumber)
        }
        let document = (try? JSONParser.parse(encoder.encode(object)))?.object
        writer.writeMessage(at: itemsNumber) {
            ObjectProtobufEncoder.write(document ?? JSONObject(), as: item, into: &$0)
        }
    }

    /// What stands before and behind the items of `page`.
    func frame(of page: ListPage, itemBytes: Int) -> (head: [UInt8], tail: [UInt8]) {
        var metadata = ProtobufWriter()
        metadata.writeMessage(at: metadataNumber) {
            ObjectProtobufEncoder.write(page.metadata, as: .listMeta, into: &$0)
        }
        let head = ProtobufEnvelope.head(
            apiVersion: list.apiVersion, kind: list.name, size: metadata.bytes.count + itemBytes)
        // Fields are written by their numbers.
        return metadataNumber < itemsNumber
            ? (head + metadata.bytes, ProtobufEnvelope.tail)
            : (head, metadata.bytes + ProtobufEnvelope.tail)
    }
}

extension ObjectSchema {
    /// The number of a field in protobuf.
    fileprivate func number(of name: String) -> Int? {
        fields.first { $0.name == name }?.number
    }
}
