import KubeAPI

/// What is wrong according to the error that `body` throws: fields and messages of its causes.
func causes<Result>(_ body: () throws -> Result) -> [String] {
    do {
        _ = try body()
        return []
    } catch let error as StatusError {
        return (error.details?.causes ?? []).map { "\($0.field): \($0.message)" }
    } catch {
        return ["\(error)"]
    }
}
