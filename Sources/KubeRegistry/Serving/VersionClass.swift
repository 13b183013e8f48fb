/// A class of API versions that one key of `--runtime-config` switches, weakest key first.
enum VersionClass: String, CaseIterable {
    case all = "api/all"
    case generallyAvailable = "api/ga"
    case beta = "api/beta"
    case alpha = "api/alpha"

    /// Whether `version` is of the class: `v1`, `v1beta1` or `v1alpha1`, with any numbers.
    func contains(_ version: String) -> Bool {
        if self == .all { return true }
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard version.hasPrefix("v"), let last = version.utf8.last, digits.contains(last) else {
            return false
        }
        let words = version.utf8.split { digits.contains($0) }.map { String(Substring($0)) }
        return switch self {
        case .all: true
        case .generallyAvailable: words == ["v"]
        case .beta: words == ["v", "beta"]
        case .alpha: words == ["v", "alpha"]
        }
    }
}
