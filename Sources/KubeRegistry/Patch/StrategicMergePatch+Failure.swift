import KubeAPI
import KubeJSON

extension StrategicMergePatch {
    /// Why a patch cannot be applied, as clients see it
    /// (`AM/util/mergepatch/errors.go`, `AS/endpoints/handlers/patch.go`).
    struct Failure: Error, Hashable {
        let status: StatusError

        /// A directive that does not look as it should.
        static func malformed(_ directive: String) -> Failure {
            Failure(status: .badRequest("invalid patch format of \(directive)"))
        }

        /// A member of the patch is not among those that stay.
        static let retainKeysMismatch = Failure(status: .unprocessable)

        /// A list has lists as elements.
        static let listOfLists = Failure(status: .unprocessable)

        /// A list of which the types of the elements are needed has none.
        static let noElements = Failure(status: .plain("no elements in any of the given slices"))

        /// An element asks for what elements cannot ask for.
        static let mergingDirective = Failure(
            status: .plain("merging lists cannot yet be specified in the patch"))

        /// A map asks for something unknown.
        static func unknownDirective(_ directive: JSONValue, in map: JSONObject) -> Failure {
            let name =
                directive.string
                ?? "%!s(\(GoPrint.type(of: directive))=\(GoPrint.plain(directive)))"
            return Failure(
                status: .plain(
                    "unknown patch type: \(name) in map: \(GoPrint.plain(.object(map)))"))
        }

        /// An element lacks the field that tells elements apart.
        static func missingMergeKey(_ key: String, in map: JSONObject) -> Failure {
            Failure(
                status: .plain(
                    "map: \(GoPrint.plain(.object(map))) does not contain declared merge key: "
                        + key))
        }

        /// The elements of two lists are not all of one type.
        static func mixedTypes(_ lists: [[JSONValue]]) -> Failure {
            let text = GoPrint.plain(.array(lists.map { .array($0) }))
            return Failure(status: .plain("list element types are not identical: \(text)"))
        }

        /// The elements of a list are not in the order that the patch itself gives.
        static func orderMismatch(_ patch: [JSONValue], _ order: [JSONValue]) -> Failure {
            Failure(
                status: .plain(
                    "The order in patch list:\n\(GoPrint.plain(.array(patch)))\n doesn't match "
                        + "$setElementOrder list:\n\(GoPrint.plain(.array(order)))\n"))
        }

        /// The order of a list is given that the schema does not know.
        static func unknownField(_ key: String, in schema: ObjectSchema) -> Failure {
            Failure(
                status: .plain(
                    "unable to find api field in struct \(schema.name) for the json field "
                        + GoQuote.quote(key)))
        }

        /// The elements of `value`, which must be a list.
        static func array(_ value: JSONValue) throws(Failure) -> [JSONValue] {
            guard let elements = value.array else {
                throw Failure(
                    status: .plain(
                        "expected a []interface {}, but received a \(GoPrint.type(of: value))"))
            }
            return elements
        }
    }
}
