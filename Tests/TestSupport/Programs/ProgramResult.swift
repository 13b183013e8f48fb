/// What became of a program.
package struct ProgramResult: Hashable, Sendable {
    /// What it wrote.
    package var output: String
    /// What it wrote to standard error.
    package var errors: String
    /// The exit status; negative for the signal that ended the program.
    package var status: Int32

    /// The end of a program.
    package init(output: String = "", errors: String = "", status: Int32 = 0) {
        self.output = output
        self.errors = errors
        self.status = status
    }

    /// The end of a program that did what it should, without a word of warning.
    package static func success(_ output: String) -> ProgramResult {
        ProgramResult(output: output)
    }

    /// The end of a program that wrote nothing but why it failed.
    package static func failure(_ errors: String) -> ProgramResult {
        ProgramResult(errors: errors, status: 1)
    }
}
