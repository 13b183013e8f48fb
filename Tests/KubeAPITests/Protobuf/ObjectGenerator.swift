import KubeAPI
import KubeJSON
import KubeRegistry
import KubeTime

/// Makes objects at random, of any schema.
struct ObjectGenerator {
    private var random: Random

    init(seed: UInt64) {
        random = Random(seed: seed)
    }

    /// Every kind that is written in protobuf, and the one that is only read.
    static let kinds: [Kind] = [
        .leaseV1, .leaseCandidateV1Beta1, .leaseCandidateV1Alpha2, .leaseCandidateV1Alpha1,
        .namespaceV1, .eventV1, .eventsEventV1, .leaseV1.list, .leaseCandidateV1Alpha1.list,
        .status, .apiVersions, .apiGroup, .apiGroupList, .apiResourceList,
        .apiGroupDiscoveryList(version: "v2"), .partialObjectMetadata,
        .partialObjectMetadata.list, .partialObjectMetadataListV1Beta1,
        Kind(group: "", version: "v1", name: "DeleteOptions", schema: .deleteOptions),
    ]

    /// A canonical object in which about half of the fields are set.
    mutating func object(_ schema: ObjectSchema) -> JSONObject {
        var object = JSONObject()
        for field in schema.fields where Bool.random(using: &random) {
            object[field.name] = value(field.type)
        }
        return schema.canonical(object)
    }

    private mutating func value(_ type: FieldType) -> JSONValue {
        switch type {
        case .string: .string(text())
        case .bool: .bool(.random(using: &random))
        case .int32: .integer(Int64(Int32.random(in: .min ... .max, using: &random) >> shift(32)))
        case .int64: .integer(Int64.random(in: .min ... .max, using: &random) >> shift(64))
        case .time: time(.seconds)
        case .microTime: time(.microseconds)
        case .stringMap: .object(JSONObject((0..<count()).map { _ in (text(), .string(text())) }))
        case .fieldsV1: ["f:\(text())": [:], "k:{\"a\":1}": ["v:null": [1, .string(text())]]]
        case .object(let schema): .object(object(schema))
        case .strings: .array((0..<count()).map { _ in .string(text()) })
        case .objects(let schema, _): .array((0..<count()).map { _ in .object(object(schema)) })
        }
    }

    private mutating func count() -> Int {
        Int.random(in: 0...3, using: &random)
    }

    /// How far to shift a number of `bits` bits to the right, for small ones to come up too.
    private mutating func shift(_ bits: Int) -> Int {
        Int.random(in: 0..<bits, using: &random)
    }

    private mutating func text() -> String {
        let parts = ["", "a", "kube-system", "é", "e\u{301}", "😀", "\u{0}", "\"<&>\\", "x y"]
        let text = (0..<count()).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
        // Long enough for lengths of two bytes, now and then.
        return count() == 3 && count() == 3 ? String(repeating: text, count: 40) : text
    }

    private mutating func time(_ format: TimeFormat) -> JSONValue {
        guard count() > 0 else { return .null }
        let seconds = Int64.random(in: -62_167_219_200...253_402_300_799, using: &random)
        let microseconds = Int64.random(in: 0..<1_000_000, using: &random)
        return .string(
            format.format(Timestamp(microseconds: seconds * 1_000_000 + microseconds)))
    }
}
