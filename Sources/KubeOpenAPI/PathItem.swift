/// A path with its operations.
struct PathItem {
    let path: String

    /// The parameters that all its operations share.
    var parameters: [Parameter] = []
    let operations: [Operation]
}
