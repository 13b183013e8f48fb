import KubeHTTP1
import KubeTestSupport
import KubeTime
import Testing

@testable import KubeCluster
@testable import KubeEndpoints

@Suite struct `A journal of requests` {
    private func entry(_ path: String = "/readyz", bytes: Int = 0) throws -> RequestEntry {
        var play = try TestHost()
        let request = try HTTPRequest("POST", path, [UInt8](repeating: 0x20, count: bytes))
        let noted = try #require(play.respond(to: request).reply.noted)
        return RequestEntry(noted, at: .epoch, machineTime: .epoch, received: .zero)
    }

    private func journal(_ entriesMax: Int) throws -> RequestJournal {
        RequestJournal(entriesMax: entriesMax, of: try ClusterSettings(ClusterOptions()).catalog)
    }

    private func ids(_ journal: RequestJournal, after id: UInt64 = 0) -> [UInt64] {
        journal.entries(after: id).map(\.id)
    }

    @Test func `numbers its entries from 1`() throws {
        var journal = try journal(10)
        #expect(ids(journal) == [])
        #expect(journal.lastID == 0)
        for _ in 1...3 { journal.append(try entry()) }
        #expect(ids(journal) == [1, 2, 3])
        #expect(ids(journal, after: 1) == [2, 3])
        #expect(ids(journal, after: 3) == [])
        #expect(ids(journal, after: .max) == [])
    }

    @Test(arguments: [1, 2, 63, 64, 65, 100, 128, 129])
    func `forgets the oldest entry for one too many`(entriesMax: Int) throws {
        let entry = try entry()
        var journal = try journal(entriesMax)
        for number in 1...300 {
            journal.append(entry)
            let first = max(number - entriesMax, 0) + 1
            #expect(ids(journal) == (first...number).map(UInt64.init))
            #expect(journal.omittedCount(after: 0) == UInt64(first - 1))
        }
        #expect(journal.count == min(entriesMax, 300))
    }

    @Test func `holds each entry under its number`() throws {
        var journal = try journal(3)
        for number in 1...5 { journal.append(try entry("/\(number)")) }
        #expect(
            journal.entries(after: 0).map(\.entry.noted.http.target.path) == ["/3", "/4", "/5"])
    }

    @Test func `holds sixteen megabytes`() throws {
        let entry = try entry(bytes: 4096)
        var journal = try journal(1_000_000)
        for _ in 1...5000 { journal.append(entry) }
        #expect((3000...4096).contains(journal.count))
        #expect(journal.bytes <= 16 << 20)
        #expect(journal.lastID == 5000)
    }

    @Test func `holds nothing where it is off`() throws {
        var journal = try journal(0)
        journal.append(try entry())
        #expect(journal.lastID == 0)
        #expect(ids(journal) == [])
    }

    @Test func `goes on counting when it was emptied, and misses nothing`() throws {
        var journal = try journal(2)
        for _ in 1...3 { journal.append(try entry()) }
        #expect(journal.removeAll().count { $0 != nil } == 2)
        #expect(journal.omittedCount(after: 0) == 0)
        #expect(ids(journal) == [])
        for _ in 1...3 { journal.append(try entry()) }
        #expect(ids(journal) == [5, 6])
        #expect(journal.omittedCount(after: 0) == 1)
        #expect(journal.omittedCount(after: 4) == 0)
    }
}
