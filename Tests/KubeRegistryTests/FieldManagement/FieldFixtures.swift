import KubeAPI
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

@testable import KubeRegistry

/// The object that `text` spells.
func object(
    _ text: String, sourceLocation: SourceLocation = #_sourceLocation
) throws -> JSONObject {
    try #require(try JSONParser.parse(text).object, sourceLocation: sourceLocation)
}

/// The set that the FieldsV1 document `text` spells.
func fieldSet(
    _ text: String, sourceLocation: SourceLocation = #_sourceLocation
) throws -> FieldSet {
    let json = try JSONParser.parse(text)
    return try #require(FieldSet(fieldsV1: json), sourceLocation: sourceLocation)
}

/// A lease in canonical form.
func lease(metadata: String = "", spec: String = "") throws -> JSONObject {
    let document = try object(#"{"metadata":{"name":"a"\#(metadata)},"spec":{\#(spec)}}"#)
    var decoder = ObjectDecoder()
    return try decoder.decode(document, as: .lease)
}

/// The entries of `lease`, each in one line: `Update m v1 05: {…}`.
func owners(of lease: JSONObject) -> [String] {
    (lease.managedFields?.array ?? []).map { entry in
        let words = ["operation", "manager", "apiVersion", "subresource"].compactMap {
            entry[$0]?.string
        }
        let version = words.map { $0.replacing("coordination.k8s.io/", with: "") }
        let second = entry["time"]?.string.map { " " + $0.dropLast().suffix(2) } ?? ""
        let fields = JSONWriter.text(entry["fieldsV1"] ?? .null)
        return version.joined(separator: " ") + second + ": "
            + fields.replacing(#""f:"#, with: "\"")
    }
}

/// The instant `second` seconds after tests begin.
func instant(_ second: Int64) -> Timestamp {
    .epoch + .seconds(second)
}

extension FieldManager {
    static let leases = FieldManager(.leaseV1)

    /// `new` as stored after `manager` replaced `old` by it.
    func updated(
        _ old: JSONObject?, to new: JSONObject, by manager: String, at second: Int64 = 0,
        subresource: String = "", resets: Bool = false
    ) -> JSONObject {
        var new = new
        let writer = Writer(manager: manager, subresource: subresource, now: instant(second))
        update(from: old, to: &new, by: writer, resets: resets)
        return new
    }
}

extension FieldSet {
    /// A random set, a few levels deep.
    static func random(using random: inout Random, depth: Int = 3) -> FieldSet {
        var elements: Set<PathElement> = []
        for _ in 0..<Int.random(in: depth == 3 ? 0...5 : 1...5, using: &random) {
            elements.insert(.random(using: &random))
        }
        return FieldSet(
            elements.map { element in
                let hasChildren = depth > 0 && Bool.random(using: &random)
                return Node(
                    element: element, isMember: !hasChildren || Bool.random(using: &random),
                    children: hasChildren
                        ? .random(using: &random, depth: depth - 1) : FieldSet())
            })
    }
}

extension PathElement {
    fileprivate static func random(using random: inout Random) -> PathElement {
        let text =
            ["a", "b", "c\"<é", "d,e", "example.com/f"].randomElement(using: &random) ?? ""
        switch Int.random(in: 0..<5, using: &random) {
        case 0: return .key(JSONObject([("uid", .string(text))]))
        case 1: return .value(.string(text))
        case 2: return .index(.random(in: -1...3, using: &random))
        default: return .field(text)
        }
    }
}
