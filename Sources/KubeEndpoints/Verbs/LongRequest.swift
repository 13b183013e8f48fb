import KubeAPI
package import KubeHTTP1
import KubeRegistry
import KubeStore
import KubeTime

/// A request to a collection, which is done in slices where that is large, so that others are answered
/// between two of them: the objects are looked for, or deleted too, before the answer begins.
package struct LongRequest: Sendable {
    let request: ResolvedRequest
    let encoder: ObjectEncoder
    let format: ResponseFormat
    private var work: ListWork
    private var page: ListPage?
    private var measure: ListMeasure?

    /// How many objects are looked at in a slice.
    private static let looksMax = 2048
    /// How many objects are deleted in a slice.
    private static let deletionsMax = 16

    init(
        _ request: ResolvedRequest, _ work: ListWork, _ encoder: ObjectEncoder,
        _ format: ResponseFormat
    ) {
        self.request = request
        self.work = work
        self.encoder = encoder
        self.format = format
    }

    /// The request as it came.
    package var http: HTTPRequest { request.http }

    /// What has come of a request.
    enum Outcome {
        /// This page, which is answered at once.
        case page(ListPage)
        /// This page, which is answered in slices.
        case stream(ListPage, ListDocument)
    }

    /// Does a slice; nil when there are more of them.
    mutating func proceed(
        in registry: inout Registry, at now: Timestamp
    ) throws(StatusError) -> Outcome? {
        if page == nil { page = try findPage(in: &registry, at: now) }
        guard let page else { return nil }
        guard !request.isAnsweredAtOnce, page.objects.count > encoder.lengthAtOnceMax(format) else {
            return .page(page)
        }
        guard format.encoding == .protobuf else {
            return .stream(page, ListDocument(of: page, encoder, format))
        }
        var measure = measure ?? ListMeasure(ListDocument(of: page, encoder, format), page.objects)
        defer { self.measure = measure }
        guard measure.proceed(encoder.sliceLength(format)) else { return nil }
        return .stream(
            page, ListDocument(of: page, encoder, format, itemBytes: measure.byteCount))
    }

    private mutating func findPage(
        in registry: inout Registry, at now: Timestamp
    ) throws(StatusError) -> ListPage? {
        switch work {
        case .search(var search):
            defer { work = .search(search) }
            return search.proceed(looksMax: Self.looksMax)
        case .deletion(var deletion):
            defer { work = .deletion(deletion) }
            return try deletion.proceed(
                in: &registry, request.deletionContext(now), looksMax: Self.looksMax,
                deletionsMax: Self.deletionsMax)
        }
    }
}

/// What is done before a list can be answered.
enum ListWork: Sendable {
    case search(ListSearch)
    case deletion(CollectionDeletion)
}

/// How many bytes the items of a list take, which is found out in slices.
private struct ListMeasure: Sendable {
    private(set) var byteCount = 0
    private var document: ListDocument
    private var rest: StoredObjects

    init(_ document: ListDocument, _ objects: StoredObjects) {
        self.document = document
        rest = objects
    }

    /// Measures so many items; returns whether all are.
    mutating func proceed(_ count: Int) -> Bool {
        byteCount += document.items(rest.takeFirst(count)).count
        return rest.isEmpty
    }
}
