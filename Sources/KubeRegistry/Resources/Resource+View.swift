package import KubeAPI

extension Resource {
    /// How one version shows the stored objects.
    package struct View: Sendable {
        package let kind: Kind

        /// The kind of lists of its objects.
        package let list: Kind

        /// The releases that have the version.
        package let lifecycle: Lifecycle

        /// Nil when the version has the stored form.
        package let conversion: (any VersionConversion)?

        /// The view of `kind`, which has the stored form where there is no `conversion`; the kind of
        /// lists follows from it unless it is given.
        package init(
            _ kind: Kind, list: Kind? = nil, _ lifecycle: Lifecycle,
            _ conversion: (any VersionConversion)? = nil
        ) {
            self.kind = kind
            self.list = list ?? kind.list
            self.lifecycle = lifecycle
            self.conversion = conversion
        }

        /// What a server of `release` tells clients of the version; nil when it has nothing to say.
        func deprecationWarning(in release: Release) -> String? {
            guard let deprecated = lifecycle.deprecated, deprecated <= release else { return nil }
            let end = lifecycle.removed.map { ", unavailable in v\($0)+" } ?? ""
            let advice = lifecycle.replacement.map { "; use \($0)" } ?? ""
            return "\(kind.apiVersion) \(kind.name) is deprecated in v\(deprecated)+" + end + advice
        }
    }
}
