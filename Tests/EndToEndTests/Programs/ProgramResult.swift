/// What became of a program.
struct ProgramResult: Hashable, Sendable {
    var output = ""
    var errors = ""
    /// The exit status; negative for the signal that ended the program.
    var status: Int32 = 0

    /// The end of a program that did what it should, without a word of warning.
    static func success(_ output: String) -> ProgramResult {
        ProgramResult(output: output)
    }

    /// The end of a program that wrote nothing but why it failed.
    static func failure(_ errors: String) -> ProgramResult {
        ProgramResult(errors: errors, status: 1)
    }
}
