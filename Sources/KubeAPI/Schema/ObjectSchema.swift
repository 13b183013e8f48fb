import KubeJSON

/// What an object of the API may hold: its fields, in the order in which Go writes them.
///
/// Everything that needs to know a kind's fields (decoding, encoding, protobuf, managed fields,
/// merging, OpenAPI) is a generic function over one of these.
package final class ObjectSchema: Sendable {
    /// The name of the Go struct, such as `LeaseSpec`; errors quote it.
    package let name: String

    /// The Go package that declares the struct.
    package let goPackage: GoPackage

    /// One sentence on what the object is, for OpenAPI.
    package let documentation: String

    /// The fields, in Go's order.
    package let fields: [Field]

    /// Whether ownership and merging take the object as one value (`x-kubernetes-map-type: atomic`).
    package let isAtomic: Bool

    /// Where the fields stand in `fields`, by their numbers in protobuf.
    let positionsByNumber: [Int]

    /// The fields' names, for who has them as bytes.
    let names: FieldNames

    /// Where the field with each number stands, -1 where there is none.
    private let numbers: [Int]

    package init(
        _ name: String, in goPackage: GoPackage, _ documentation: String, isAtomic: Bool = false,
        fields: [Field]
    ) {
        self.name = name
        self.goPackage = goPackage
        self.documentation = documentation
        self.isAtomic = isAtomic
        self.fields = fields
        names = FieldNames(fields.map(\.name))
        positionsByNumber = fields.indices.sorted { fields[$0].number < fields[$1].number }
        var numbers = [Int](repeating: -1, count: (fields.map(\.number).max() ?? 0) + 1)
        for (position, field) in fields.enumerated() { numbers[field.number] = position }
        self.numbers = numbers
    }

    /// The field called `name`, case-sensitively.
    package func field(_ name: String) -> Field? {
        position(of: name).map { fields[$0] }
    }

    /// Where the field called `name` stands in `fields`.
    package func position(of name: String) -> Int? {
        // A schema has few fields, and most names that are asked for are those of the fields themselves.
        for position in 0..<fields.count where fields[position].name.hasSameBytes(as: name) {
            return position
        }
        return nil
    }

    /// Where the field with this number in protobuf stands in `fields`.
    func position(of number: Int32) -> Int? {
        guard number >= 0, number < numbers.count, numbers[Int(number)] >= 0 else { return nil }
        return numbers[Int(number)]
    }
}
