import KubeAPI
import KubeTestSupport

/// What comes of a kubectl command.
struct KubectlOutcome: Sendable {
    /// What one types after `kubectl`, split at the blanks.
    let command: String
    let input: String
    let status: Int32
    /// What the command writes, among other things, be it an error or not.
    let says: String
    /// The first minor version of kubectl that has the command.
    let since: UInt64

    private init(
        _ command: String, _ input: String, _ status: Int32, _ says: String, _ since: UInt64
    ) {
        self.command = command
        self.input = input
        self.status = status
        self.says = says
        self.since = since
    }

    /// The command does what it should.
    static func done(
        _ command: String, _ says: String, input: String = "", since: UInt64 = 0
    ) -> KubectlOutcome {
        KubectlOutcome(command, input, 0, says, since)
    }

    /// The command fails as it would in any cluster that is empty.
    static func failed(_ command: String, _ says: String, input: String = "") -> KubectlOutcome {
        KubectlOutcome(command, input, 1, says, 0)
    }

    /// The command wants to write to a kind that is empty.
    static func refused(
        _ command: String, _ resource: String, input: String = "", status: Int32 = 1,
        since: UInt64 = 0
    ) -> KubectlOutcome {
        KubectlOutcome(
            command, input, status,
            "all other kinds are empty; for \(resource) use a real kube-apiserver", since)
    }

    /// The first word of the command.
    var verb: String { String(command.prefix { $0 != " " }) }

    /// Whether the command ended as it should.
    func isMet(by result: ProgramResult) -> Bool {
        result.status == status && (result.output + result.errors).contains(says)
    }
}
