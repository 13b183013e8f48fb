import FakeAPIServerKit
import Testing

extension SourceLocation {
    /// The place that an error names.
    init(_ place: CodeLocation) {
        self.init(
            fileID: place.fileID, filePath: place.filePath, line: place.line, column: place.column)
    }
}
