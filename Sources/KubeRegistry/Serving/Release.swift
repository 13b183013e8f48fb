/// A minor release of Kubernetes, such as 1.36.
package struct Release: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let major: UInt64
    package let minor: UInt64

    /// The release `major.minor`, known to the server or not.
    package init(_ major: UInt64, _ minor: UInt64) {
        self.major = major
        self.minor = minor
    }

    /// The first release with coordinated leader election, and the oldest that can be emulated.
    package static let oldest = Release(1, 31)

    /// The release the server speaks as unless it is told otherwise.
    package static let newest = Release(1, 36)

    package static func < (left: Release, right: Release) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }

    package var description: String { "\(major).\(minor)" }
}

// MARK: - What a server of this release says it is

extension Release {
    /// The release with its patch level, such as `v1.36.2`.
    ///
    /// The oldest and the newest release name the patch release whose answers were recorded; those
    /// between name their first.
    package var gitVersion: String {
        let patch =
            switch self {
            case .oldest: 14
            case .newest: 2
            default: 0
            }
        return "v\(self).\(patch)"
    }

    /// The oldest release that the other components of the control plane may have.
    package var minCompatibility: Release {
        max(.oldest, Release(major, minor == 0 ? 0 : minor - 1))
    }

    /// The members of `GET /version`, in their order.
    ///
    /// Releases before 1.33 say nothing about emulation.
    package var versionInfo: [(name: String, value: String)] {
        let emulation = [
            ("emulationMajor", "\(major)"), ("emulationMinor", "\(minor)"),
            ("minCompatibilityMajor", "\(minCompatibility.major)"),
            ("minCompatibilityMinor", "\(minCompatibility.minor)"),
        ]
        return [("major", "\(major)"), ("minor", "\(minor)")]
            + (self < Release(1, 33) ? [] : emulation)
            + [
                ("gitVersion", gitVersion),
                ("gitCommit", String(repeating: "0", count: 40)), ("gitTreeState", "clean"),
                ("buildDate", "2026-01-01T00:00:00Z"), ("goVersion", "go1.26.6"),
                ("compiler", "gc"), ("platform", "linux/amd64"),
            ]
    }
}

// MARK: - --emulated-version

extension Release {
    /// Reads the value of `--emulated-version`: `1.31`, `kube=1.31`, or nothing, which is nil.
    package static func parse(emulatedVersion text: String) throws(FlagError) -> Release? {
        guard !text.isEmpty else { return nil }
        var versions: [String: GoVersion] = [:]
        for item in FlagText.items(text) {
            let parts = FlagText.pair(item)
            let component = parts.value == nil ? "kube" : parts.key
            let version = try GoVersion(parsing: parts.value ?? item)
            guard version.components.dropFirst(2).first ?? 0 == 0 else {
                throw FlagError("patch version not allowed, got: \(component)=\(version)")
            }
            if let earlier = versions.updateValue(version, forKey: component) {
                throw FlagError(
                    "duplicate version flag, \(component)=\(earlier) and \(component)=\(version)")
            }
        }
        let others = versions.keys.filter { $0 != "kube" }
        if let unknown = others.min(by: FlagText.precedes) {
            throw FlagError("component not registered: \(unknown)")
        }
        return try versions["kube"].map(known)
    }

    /// The release that `version` names, if it is one that can be emulated.
    private static func known(_ version: GoVersion) throws(FlagError) -> Release {
        let release = Release(version.components[0], version.components[1])
        guard (oldest...newest).contains(release) else {
            throw FlagError(
                "emulation version \(release) is not between [\(oldest), \(newest).0]")
        }
        return release
    }
}
