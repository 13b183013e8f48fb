extension ObjectSchema {
    /// `version.Info`, the answer to `GET /version`.
    package static let versionInfo = ObjectSchema(
        "Info", in: .version, "Which version of Kubernetes the server speaks as.",
        fields: [
            required("major", 1, "Major version."),
            required("minor", 2, "Minor version."),
            Field("emulationMajor", 3, .string, "Major version that is emulated."),
            Field("emulationMinor", 4, .string, "Minor version that is emulated."),
            Field(
                "minCompatibilityMajor", 5, .string,
                "Major version of the oldest compatible release."),
            Field(
                "minCompatibilityMinor", 6, .string,
                "Minor version of the oldest compatible release."),
            required("gitVersion", 7, "Version with its patch level."),
            required("gitCommit", 8, "Commit that was built."),
            required("gitTreeState", 9, "Whether the commit was built as it is."),
            required("buildDate", 10, "When it was built."),
            required("goVersion", 11, "Version of Go that built it."),
            required("compiler", 12, "Compiler that built it."),
            required("platform", 13, "Platform that it was built for."),
        ])

    private static func required(_ name: String, _ number: Int, _ documentation: String) -> Field {
        Field(name, number, .string, .always, isRequired: true, documentation)
    }
}
