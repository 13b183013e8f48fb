import Testing

@testable import KubeFoundation

@Suite struct `The system's reason` {
    /// Why the file at `path` cannot be read.
    private func reason(ofReading path: String) -> String? {
        let error = #expect(throws: (any Error).self) {
            try Data(contentsOf: URL(fileURLWithPath: path))
        }
        return error?.systemReason
    }

    @Test(arguments: [
        ("/nowhere/file", "No such file or directory"), ("/", "Is a directory"),
        ("/dev/null/file", "Not a directory"),
        ("/" + String(repeating: "a", count: 300), "File name too long"),
    ])
    func `is told in the system's words`(path: String, words: String) {
        #expect(reason(ofReading: path) == words)
    }

    @Test(arguments: [
        CocoaError.Code.fileNoSuchFile, .fileReadUnknown, .fileReadCorruptFile, .fileWriteUnknown,
        .fileReadNoPermission, .fileReadInvalidFileName, .fileWriteOutOfSpace, .fileReadTooLarge,
    ])
    func `is a sentence, and not the list of an error's parts`(code: CocoaError.Code) {
        let reason = CocoaError(code).systemReason
        #expect(!reason.isEmpty)
        for part in ["Domain", "Code=", "CocoaError", "UserInfo"] {
            #expect(!reason.contains(part))
        }
    }
}
