import KubeRegistry
import Testing

@Suite struct `An emulated version` {
    @Test(arguments: [
        ("1.31", "1.31"), ("1.36", "1.36"), ("v1.33", "1.33"), ("kube=1.34", "1.34"),
        (" kube = 1.34 ", "1.34"), ("1.32.0", "1.32"), (" 1.35", "1.35"), ("1.35-rc.1", "1.35"),
    ])
    func `names a release`(text: String, release: String) throws {
        #expect(try Release.parse(emulatedVersion: text)?.description == release)
    }

    @Test func `that is empty names none`() throws {
        #expect(try Release.parse(emulatedVersion: "") == nil)
    }

    @Test(arguments: [
        ("1.35.2", "patch version not allowed, got: kube=1.35.2"),
        ("kube=1.34,1.35", "duplicate version flag, kube=1.34 and kube=1.35"),
        ("wardle=1.2", "component not registered: wardle"),
        ("new", #"could not parse "new" as version"#),
        ("1.35,", #"could not parse "" as version"#),
        ("1.35\n", #"could not parse "1.35\n" as version"#),
        ("1", #"illegal version string "1""#),
        ("1.", #"illegal version string "1.""#),
        ("01.35", #"illegal zero-prefixed version component "01" in "01.35""#),
        (
            "1.99999999999999999999",
            #"illegal non-numeric version component "99999999999999999999" in "#
                + #""1.99999999999999999999": strconv.ParseUint: parsing "99999999999999999999": "#
                + "value out of range"
        ),
        ("1.30", "emulation version 1.30 is not between [1.31, 1.36.0]"),
        ("1.37", "emulation version 1.37 is not between [1.31, 1.36.0]"),
        ("2.33", "emulation version 2.33 is not between [1.31, 1.36.0]"),
    ])
    func `that names no known release is refused`(text: String, message: String) {
        let error = #expect(throws: FlagError.self) {
            try Release.parse(emulatedVersion: text)
        }
        #expect(error?.description == message)
    }
}

@Suite struct `The version document` {
    @Test func `of the newest release is that of the recorded server`() {
        let document = Release.newest.versionInfo

        #expect(
            document.map(\.name) == [
                "major", "minor", "emulationMajor", "emulationMinor", "minCompatibilityMajor",
                "minCompatibilityMinor", "gitVersion", "gitCommit", "gitTreeState", "buildDate",
                "goVersion", "compiler", "platform",
            ])
        #expect(
            document.prefix(7).map(\.value) == ["1", "36", "1", "36", "1", "35", "v1.36.2"])
    }

    @Test func `of a release without emulation says nothing about it`() {
        let document = Release.oldest.versionInfo

        #expect(document.prefix(3).map(\.name) == ["major", "minor", "gitVersion"])
        #expect(document.prefix(3).map(\.value) == ["1", "31", "v1.31.14"])
    }

    @Test func `of a release that was not recorded names its first patch`() {
        #expect(Release(1, 33).gitVersion == "v1.33.0")
    }
}
