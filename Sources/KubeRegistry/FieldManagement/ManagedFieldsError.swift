/// Why a list of managed fields cannot be read.
struct ManagedFieldsError: Error {
    let message: String
}
