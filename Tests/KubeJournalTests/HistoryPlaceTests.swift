import Testing

@testable import KubeJournal

@Suite struct `Places of events` {
    @Test func `are new ones in a new file`() {
        var places = HistoryPlaces()

        #expect(places.next(3) == [1, 2, 3])
        places.take(3)
        #expect(places.next(2) == [4, 5])
    }

    @Test func `are used again in order, those that became free last first`() {
        var places = HistoryPlaces(taken: [5, 6, 7, 1, 2, 8], free: [4, 3])

        #expect(places.next(3) == [3, 4, 9])
        places.release(2)
        #expect(places.next(3) == [5, 6, 3])
        places.take(3)
        #expect(places.next(2) == [4, 9])
        places.take(2)
        #expect(places.next(1) == [10])
    }

    @Test func `are emptied when more would be left than there are events`() {
        var places = HistoryPlaces()
        places.take(10)
        #expect(places.surplus(withoutOldest: 5).isEmpty)

        #expect(places.surplus(withoutOldest: 6).sorted() == [5, 6])

        places.release(6)
        #expect(places.next(5) == [1, 2, 3, 4, 11])
        #expect(places.surplus(withoutOldest: 1) == [4, 3])
    }
}
