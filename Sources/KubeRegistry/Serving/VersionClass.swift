/// A class of API versions that one key of `--runtime-config` switches, weakest key first.
enum VersionClass: String, CaseIterable {
    case all = "api/all"
    case generallyAvailable = "api/ga"
    case beta = "api/beta"
    case alpha = "api/alpha"

    /// Whether `version` is of the class: `v1`, `v1beta1` or `v1alpha1`, with any numbers.
    func contains(_ version: String) -> Bool {
        switch self {
        case .all: true
        case .generallyAvailable: version.wholeMatch(of: /v[0-9]+/) != nil
        case .beta: version.wholeMatch(of: /v[0-9]+beta[0-9]+/) != nil
        case .alpha: version.wholeMatch(of: /v[0-9]+alpha[0-9]+/) != nil
        }
    }
}
