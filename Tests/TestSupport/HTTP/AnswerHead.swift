package import KubeHTTP1

/// What comes before the body of an answer.
package struct AnswerHead: Hashable, Sendable {
    package let status: Int
    package let fields: HTTPFields

    package init(status: Int, fields: HTTPFields) {
        self.status = status
        self.fields = fields
    }
}
