import KubeJSON
import KubeJournal
import KubeStore
import KubeTestSupport
import Testing

@Suite(.serialized) struct `A store in memory and in a file` {
    @Test(arguments: StoreUnderTest.Form.allCases)
    func `gives back what was put, byte for byte`(form: StoreUnderTest.Form) throws {
        var subject = try StoreUnderTest(form)
        var put: StoredObject?

        let store = try subject.after { store in
            put = store.put(
                leaseObject("a", holder: "\"é\u{0}\n</>", labels: [("app", "x"), ("b", "")]),
                at: leaseKey("a"), fields: [("type", "Normal"), ("reason", "")])
        }

        #expect(store[leaseKey("a")]?.summary == put?.summary)
        #expect(store.revision == 2)
    }

    @Test(arguments: StoreUnderTest.Form.allCases)
    func `lists by path, bytewise`(form: StoreUnderTest.Form) throws {
        var subject = try StoreUnderTest(form)

        let store = try subject.after { store in
            for (namespace, name) in [
                ("b", "a"), ("a-b", "z"), ("a", "b"), ("a", "B"), ("a.b", "c"),
            ] {
                store.put(leaseObject(name), at: leaseKey(name, in: namespace))
            }
            store.put(
                leaseObject("n"), at: ObjectKey(resource: "namespaces", namespace: "", name: "n"))
        }

        #expect(store.objects("leases").map(\.key.path) == ["a-b/z", "a.b/c", "a/B", "a/b", "b/a"])
        #expect(store.objects("leases", namespace: "a").map(\.key.path) == ["a/B", "a/b"])
        #expect(store.objects("namespaces").map(\.key.path) == ["n"])
    }

    @Test(arguments: StoreUnderTest.Form.allCases)
    func `remembers every change with the state before it`(form: StoreUnderTest.Form) throws {
        var subject = try StoreUnderTest(form)
        var model = ObjectStore()
        var store = ObjectStore()
        for step in Self.steps {
            step(&model)
            store = try subject.after(step)
        }

        for revision in 1...store.revision {
            #expect(
                store.events(after: revision)?.map(\.summary)
                    == model.events(after: revision)?.map(\.summary))
            #expect(
                store.objects("leases", at: revision)?.map(\.summary)
                    == model.objects("leases", at: revision)?.map(\.summary))
        }
        #expect(store.events(after: 0) == nil)
        #expect(store.objects.map(\.summary) == model.objects.map(\.summary))
    }

    @Test(arguments: StoreUnderTest.Form.allCases)
    func `goes on after a deletion with a revision of its own`(form: StoreUnderTest.Form) throws {
        var subject = try StoreUnderTest(form)
        _ = try subject.after { $0.put(leaseObject("a"), at: leaseKey("a")) }

        let store = try subject.after { store in
            guard let lease = store[leaseKey("a")] else { return }
            store.delete(lease)
        }

        #expect(store.revision == 3)
        #expect(store.objects("leases").isEmpty)
        #expect(store.events(after: 2)?.first?.change == .deleted)
    }

    @Test(arguments: StoreUnderTest.Form.allCases)
    func `has no changes from before a compaction`(form: StoreUnderTest.Form) throws {
        var subject = try StoreUnderTest(form)
        _ = try subject.after { store in
            for index in 1...9 { store.put(leaseObject("\(index)"), at: leaseKey("\(index)")) }
        }

        let store = try subject.after { store in
            store.compact(upTo: 5)
            store.put(leaseObject("last"), at: leaseKey("last"))
        }

        #expect(store.oldestRevision == 5)
        #expect(store.events(after: 4) == nil)
        #expect(store.events(after: 5)?.map(\.revision) == [6, 7, 8, 9, 10, 11])
    }

    /// Changes of every kind, each a commit of its own or several in one.
    private static let steps: [@Sendable (inout ObjectStore) -> Void] = [
        { $0.put(leaseObject("a", labels: [("x", "1")]), at: leaseKey("a")) },
        { $0.put(leaseObject("a", holder: "b"), at: leaseKey("a"), fields: [("f", "1")]) },
        { store in
            store.put(leaseObject("b"), at: leaseKey("b"))
            store.put(leaseObject("b", holder: "c"), at: leaseKey("b"))
            if let lease = store[leaseKey("b")] { store.delete(lease) }
            store.put(leaseObject("b", holder: "d"), at: leaseKey("b"))
        },
        { store in
            if let lease = store[leaseKey("a")] {
                store.delete(lease)
            }
        },
        { $0.put(leaseObject("a"), at: leaseKey("a")) },
    ]
}
