import Foundation
import KubeStore
import KubeTestSupport
import KubeTime
import Testing

@testable import KubeJournal

@Suite struct `A database that has lost what was stored in it` {
    @Test(arguments: [0.4, 0.9, 0.999])
    func `because its log was cut is refused`(part: Double) throws {
        let server = try KilledJournal()
        try server.write(50)
        let remains = try server.remains()
        try remains.cutLog(to: part)

        let text = try remains.refusal()

        #expect(
            text.hasPrefix(
                "the database \(remains.path) has lost changes: versions up to 51 were stored in it, "
                    + "and it ends with "))
        #expect(text.hasSuffix(" (--sqlite-accept-loss goes on all the same)"))
    }

    @Test func `because its log is gone, with all that there was, is refused`() throws {
        let server = try KilledJournal()
        try server.write(50)
        let (cut, deleted) = (try server.remains(), try server.remains())
        try cut.cutLog(to: 0)
        try deleted.remove("-wal")

        for remains in [cut, deleted] {
            #expect(try remains.refusal().contains("up to 51 were stored in it, and it is empty"))
        }
    }

    @Test func `because it was emptied or deleted is refused, also once more`() throws {
        let server = try KilledJournal()
        try server.write(50)
        let emptied = try server.remains()
        try Data().write(to: URL(filePath: emptied.path))
        let deleted = try server.remains()
        try deleted.remove("")

        for remains in [emptied, deleted, emptied, deleted] {
            #expect(try remains.refusal().contains("up to 51 were stored in it, and it is empty"))
        }
    }

    @Test func `because an older copy took its place is refused`() throws {
        let server = try KilledJournal()
        try server.write(20)
        let older = try server.remains()
        try older.open().0.close()
        try server.write(20)
        server.close()
        let remains = try server.remains()
        try Data(contentsOf: URL(filePath: older.path)).write(to: URL(filePath: remains.path))

        #expect(
            try remains.refusal().contains("up to 41 were stored in it, and it ends with 21"))
    }

    @Test func `because another database took its place is refused`() throws {
        let (server, other) = (try KilledJournal(), try KilledJournal())
        try server.write(2)
        try other.write(50)
        server.close()
        other.close()
        let (remains, foreign) = (try server.remains(), try other.remains())
        try Data(contentsOf: URL(filePath: foreign.path)).write(to: URL(filePath: remains.path))

        #expect(
            try remains.refusal().contains("up to 3 were stored in it, and it is another one"))
    }

    @Test func `is refused though it ends with a higher version, which was replaced`() throws {
        let server = try KilledJournal()
        try server.write(5)
        let snapshot = server.store
        try server.write(50)
        let remains = try server.remains()
        server.store = snapshot
        try server.write(5)
        let mark = try server.remains().path + "-mark"
        try Data(contentsOf: URL(filePath: mark)).write(to: URL(filePath: remains.path + "-mark"))

        #expect(
            try remains.refusal().contains(
                "up to 11 were stored in it, and it ends with 56, before everything was replaced"))
    }

    @Test(arguments: 1...12)
    func `is refused just when a kept change is missing`(seed: Int) throws {
        var random = Random(seed: UInt64(seed))
        let server = try KilledJournal()
        try server.write(Int.random(in: 1...40, using: &random))
        let kept = server.store.revision
        let remains = try server.remains()
        try remains.cutLog(to: Double.random(in: 0.8...1, using: &random))
        let copy = try TemporaryFolder()
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(
                atPath: remains.path + suffix, toPath: copy.file("test.sqlite" + suffix))
        }
        // Without the mark it says what it has.
        let held = try SQLiteJournal.open(copy.file("test.sqlite")).1.revision

        if held == kept {
            #expect(throws: Never.self) { try remains.open() }
        } else {
            #expect(try remains.refusal().contains("up to \(kept) were stored"))
        }
    }
}

@Suite struct `A loss that is accepted` {
    private let reports = Reports()

    @Test func `leaves what there is, with versions that were never given out, and no history`()
        throws
    {
        let server = try KilledJournal()
        try server.write(50)
        let remains = try server.remains()
        try remains.cutLog(to: 0.5)

        var (journal, store) = try remains.open(acceptsLoss: true, reports)

        #expect(reports.all.count == 1)
        #expect(reports.all.first?.contains("has lost changes") == true)
        #expect(reports.all.first?.hasSuffix("versions go on after \(store.revision)") == true)
        #expect(store.revision > 51)
        #expect(store.oldestRevision == store.revision)
        #expect(store.holders.count == 1)
        #expect(!journal.isKept(store))
        store.put(leaseObject("b"), at: leaseKey("b"))
        try journal.keep(&store)
        journal.close()
        let later = Reports()
        let reopened = try remains.open(later).1
        #expect(reopened.objects.map(\.summary) == store.objects.map(\.summary))
        #expect(reopened.revision == store.revision)
        #expect(later.all.isEmpty)
    }

    @Test func `of everything leaves nothing but the versions`() throws {
        let server = try KilledJournal()
        try server.write(50)
        let remains = try server.remains()
        try remains.remove("")

        let store = try remains.open(acceptsLoss: true).1

        #expect(store.isEmpty)
        #expect(store.revision > 51)
    }

    @Test func `is not forgotten before something is stored`() throws {
        let server = try KilledJournal()
        try server.write(50)
        let remains = try server.remains()
        try remains.cutLog(to: 0.5)

        let (journal, store) = try remains.open(acceptsLoss: true)
        journal.close()

        #expect(try remains.refusal().contains("up to 51 were stored"))
        #expect(try remains.open(acceptsLoss: true).1.revision >= store.revision)
    }

    @Test func `where there is none changes nothing`() throws {
        let server = try KilledJournal()
        try server.write(50)

        let store = try server.remains().open(acceptsLoss: true, reports).1

        #expect(store.revision == 51)
        #expect(reports.all.isEmpty)
    }
}
