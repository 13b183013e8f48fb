import KubeHTTP1
import KubeJSON
import KubeTestSupport

/// Somebody who watches the leases of an election over the network, and begins again whenever that ends.
struct RuledWatcher {
    /// Its name, by which rules know it.
    let name: String
    /// The number of its watch; nil when it has none.
    private var number: Int?
    private var readCount = 0
    /// The revision from which it is to go on; nil when it has to list.
    private var revision: UInt64?
    private var listing: Int?

    /// The revision after which a watch began, and what it has shown.
    struct Watch {
        let start: UInt64
        var shown: [History.Commit] = []
    }

    /// All of its watches, the present one last.
    private(set) var watches: [Watch] = []

    /// A watcher that begins after `revision`, or with a list.
    init(_ name: String, after revision: UInt64? = nil) {
        self.name = name
        self.revision = revision
    }

    private var path: String {
        "/as/\(name)/apis/coordination.k8s.io/v1/namespaces/kube-system/leases"
    }

    /// Takes what has come, and asks again where nothing will come any more.
    mutating func follow(_ play: HandlerPlay) throws {
        if let number {
            take(play.body(number)[readCount...])
            if !play.isStreaming(number), !play.isWaiting(number) {
                if play.status(of: number) == 410 { revision = nil }
                self.number = nil
            }
        } else if let listing {
            guard !play.isOpen(listing) else { return }
            self.listing = nil
            guard play.status(of: listing) == 200 else { return }
            revision = try? JSONParser.parse(try play.answer(listing).body).revision
        } else if let revision {
            watches.append(Watch(start: revision))
            readCount = 0
            number = try play.send(
                "GET", "\(path)?watch=true&allowWatchBookmarks=true&resourceVersion=\(revision)",
                nth: 2)
        } else {
            listing = try play.send("GET", path, nth: 2)
        }
    }

    private mutating func take(_ news: ArraySlice<UInt8>) {
        // What is cut off inside of an event is none.
        guard let end = news.lastIndex(of: UInt8(ascii: "\n")) else { return }
        readCount = end + 1
        for line in news[...end].split(separator: UInt8(ascii: "\n")) {
            guard let event = try? JSONParser.parse(Array(line)), let object = event["object"]
            else {
                continue
            }
            switch event["type"]?.string {
            case "ADDED", "MODIFIED", "DELETED": show(event, object)
            case "ERROR": revision = object["code"] == 410 ? nil : revision
            default: break
            }
        }
    }

    private mutating func show(_ event: JSONValue, _ object: JSONValue) {
        guard let version = object.revision else { return }
        revision = version
        watches[watches.count - 1].shown.append(
            History.Commit(
                revision: version, type: event["type"]?.string ?? "",
                key: History.Key(resource: "leases", name: object.name), object: object))
    }

    /// Checks that every watch has shown what followed its start, once, in order and without a gap; the
    /// present one all of it where that `isUpToDate`.
    func check(against history: History, isUpToDate: Bool) throws(Violation) {
        for watch in watches {
            let expected = history.commits(of: "leases", after: watch.start)
                .prefix(watch.shown.count)
            let isSame = expected.elementsEqual(watch.shown) {
                $0.revision == $1.revision && $0.type == $1.type && $0.object == $1.object
            }
            guard isSame else {
                throw Violation(
                    "a watch of \(name) after \(watch.start) shows "
                        + "\(watch.shown.map(\.revision)) instead of \(expected.map(\.revision))")
            }
        }
        guard isUpToDate else { return }
        guard number != nil, revision == history.commits(of: "leases", after: 0).last?.revision
        else { throw Violation("\(name) has not been told of everything") }
    }
}
