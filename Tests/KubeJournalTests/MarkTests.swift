import Foundation
import KubeStore
import KubeTestSupport
import Testing

@testable import KubeJournal

@Suite struct `The mark of a database` {
    private let reports = Reports()

    @Test func `says nothing of a server that was killed, at whatever change`() throws {
        let server = try KilledJournal()
        for count in 1...30 {
            try server.write(1)
            let store = try server.remains().open(reports).1
            #expect(store.revision == UInt64(count) + 1)
        }
        #expect(reports.all.isEmpty)
    }

    @Test func `says nothing of a server that was killed before the mark knew of a change`() throws
    {
        let server = try KilledJournal()
        try server.write(7)
        let mark = try server.remains().path + "-mark"
        try server.write(1)
        let remains = try server.remains()
        try Data(contentsOf: URL(filePath: mark)).write(to: URL(filePath: remains.path + "-mark"))

        #expect(try remains.open(reports).1.revision == 9)
        #expect(reports.all.isEmpty)
    }

    @Test func `says nothing of a store that went back to an earlier version`() throws {
        let server = try KilledJournal()
        try server.write(5)
        let snapshot = server.store
        try server.write(50)
        server.store = snapshot
        try server.write(1)

        #expect(try server.remains().open(reports).1.revision == 7)
        #expect(reports.all.isEmpty)
    }

    @Test func `has versions go on above all others once the machine has ended`() throws {
        let server = try KilledJournal()
        try server.write(30)
        let remains = try server.remains()
        try remains.endMachine()

        let store = try remains.open(reports).1

        #expect(store.revision > 100_000)
        #expect(store.oldestRevision == store.revision)
        #expect(store.holders == ["30"])
        #expect(reports.all.count == 1)
        #expect(reports.all.first?.hasPrefix("the machine ended while a server used") == true)
    }

    @Test func `allows that the machine took changes with it, as normal does`() throws {
        let server = try KilledJournal()
        try server.write(30)
        let remains = try server.remains()
        try remains.cutLog(to: 0.5)
        try remains.endMachine()

        #expect(try remains.open(reports).1.revision > 100_000)
        #expect(reports.all.count == 1)
    }

    @Test func `allows that the machine took all of a new database with it`() throws {
        let server = try KilledJournal()
        try server.write(30)
        let remains = try server.remains()
        try remains.remove("")
        try remains.endMachine()

        let store = try remains.open(reports).1

        #expect(store.isEmpty)
        #expect(store.revision > 100_000)
        #expect(reports.all.count == 1)
    }

    @Test func `still has versions go on above all others after a server that could store nothing`()
        throws
    {
        let server = try KilledJournal()
        try server.write(30)
        let remains = try server.remains()
        try remains.endMachine()

        var (journal, store) = try remains.open(pagesMax: 40)
        let first = store.revision
        let holder = String(repeating: "x", count: 400_000)
        store.put(leaseObject("b", holder: holder), at: leaseKey("b"))
        #expect(throws: JournalError.full(path: remains.path)) { try journal.keep(&store) }
        journal.close()

        #expect(try remains.open().1.revision >= first)
    }

    @Test func `does not allow that the machine took changes with it, as full does not`() throws {
        let server = try KilledJournal(synchronous: .full)
        try server.write(30)
        let (whole, cut) = (try server.remains(), try server.remains())
        try cut.cutLog(to: 0.5)
        for remains in [whole, cut] { try remains.endMachine() }

        #expect(try whole.open(reports).1.revision == 31)
        #expect(reports.all.isEmpty)
        #expect(try cut.refusal().contains("up to 31 were stored in it"))
    }

    @Test func `says nothing of a machine that ended after the server`() throws {
        let server = try KilledJournal()
        try server.write(30)
        server.close()
        let remains = try server.remains()
        try remains.endMachine()

        #expect(try remains.open(reports).1.revision == 31)
        #expect(reports.all.isEmpty)
    }

    @Test func `is reserved anew before a version above its ceiling is given out`() throws {
        let server = try KilledJournal()
        server.store = ObjectStore(revision: 5_000_000)
        try server.write(3)
        let remains = try server.remains()

        var ceiling: UInt64 = 0
        try remains.changeMark { ceiling = $0.ceiling }

        #expect(ceiling > 5_000_003)
    }

    @Test(arguments: [true, false])
    func `that is missing or damaged is told of, and made again`(isMissing: Bool) throws {
        let server = try KilledJournal()
        try server.write(30)
        let remains = try server.remains()
        if isMissing {
            try remains.remove("-mark")
        } else {
            let mark = URL(filePath: remains.path + "-mark")
            var bytes = try Data(contentsOf: mark)
            bytes[24] ^= 1
            try bytes.write(to: mark)
        }

        var (journal, store) = try remains.open(reports)
        #expect(store.revision == 31)
        #expect(reports.all.count == 1)
        #expect(reports.all.first?.contains("-mark is missing or cannot be read") == true)
        store.put(leaseObject("b"), at: leaseKey("b"))
        try journal.keep(&store)
        journal.close()

        #expect(try remains.open(reports).1.revision == 32)
        #expect(reports.all.count == 1)
    }

    @Test func `of a new database is told to nobody`() throws {
        let directory = try TemporaryFolder()

        _ = try SQLiteJournal.open(directory.file("test.sqlite"), report: reports.add)

        #expect(reports.all.isEmpty)
    }
}
