/// What is known, outside of a database, of what was stored in it: so that a loss is noticed.
struct JournalMark: Equatable {
    /// Which database it was.
    var identity: Int64

    /// How far it had come, with the last change that a client was told of.
    var position: JournalPosition

    /// The revision up to which clients may have been given versions.
    ///
    /// It is on the disk before the first of them is given out, whatever `synchronous` says; a server that
    /// ends properly leaves it at the last one.
    var ceiling: UInt64

    /// What stored changes were to survive.
    var synchronous: SQLiteJournal.Synchronous

    /// The life of the machine in which it was written.
    var boot: BootIdentity

    /// Whether a server that ended with the machine may have given out versions that nobody knows of.
    func isDoubtful(since boot: BootIdentity) -> Bool {
        synchronous == .normal && ceiling > position.revision && !self.boot.isSame(as: boot)
    }
}

// MARK: - In the file

extension JournalMark {
    /// "K8sMark1": what a mark begins with.
    private static let magic: Int64 = 0x4B38_734D_6172_6B31

    /// How many numbers make up a mark.
    static let numberCount = 8

    /// The mark that `numbers` make up; nil when they make up none.
    init?(_ numbers: [Int64]) {
        guard numbers.count == Self.numberCount, numbers[0] == Self.magic,
            numbers[7] == Self.checksum(of: numbers),
            let revision = UInt64(exactly: numbers[3]), let ceiling = UInt64(exactly: numbers[4])
        else { return nil }
        identity = numbers[1]
        position = JournalPosition(generation: numbers[2], revision: revision)
        self.ceiling = ceiling
        synchronous = numbers[5] == 0 ? .normal : .full
        boot = BootIdentity(number: numbers[6])
    }

    /// The numbers from which `init` makes the same mark.
    var numbers: [Int64] {
        var numbers = [
            Self.magic, identity, position.generation, Int64(position.revision), Int64(ceiling),
            synchronous == .normal ? 0 : 1, boot.number, 0,
        ]
        numbers[7] = Self.checksum(of: numbers)
        return numbers
    }

    /// The checksum of all `numbers` but the last.
    private static func checksum(of numbers: [Int64]) -> Int64 {
        var checksum = Checksum()
        for number in numbers.dropLast() { checksum.combine(number) }
        return checksum.value
    }
}
