import KubeJSON

/// What happens to the objects of a collection, from a state of it on; it only ends by an error, or when
/// its task is cancelled.
///
/// A watch that ends, or whose connection is cut, is begun again where it was.
public struct ObjectEvents<Object: ClusterObject>: AsyncSequence, Sendable {
    /// A change of an object.
    public typealias Element = ObjectEvent<Object>

    /// Why the changes cannot be told any more.
    public typealias Failure = FakeAPIServerError

    let collection: ObjectCollection<Object>
    /// What is selected, as a part of the query.
    let query: String
    /// The resource version after which changes are told.
    let version: String

    /// Begins to watch.
    public func makeAsyncIterator() -> Iterator {
        Iterator(collection: collection, query: query, version: version)
    }

    /// Where somebody is who reads the events.
    public struct Iterator: AsyncIteratorProtocol {
        private let collection: ObjectCollection<Object>
        private let query: String
        private var version: String
        private var lines: BodyLines?

        fileprivate init(collection: ObjectCollection<Object>, query: String, version: String) {
            self.collection = collection
            self.query = query
            self.version = version
        }

        /// The next event, for which this waits; nil when the task is cancelled.
        public mutating func next(
            isolation: isolated (any Actor)? = #isolation
        ) async throws(FakeAPIServerError) -> ObjectEvent<Object>? {
            while !Task.isCancelled {
                do throws(FakeAPIServerError) {
                    if lines == nil {
                        lines = BodyLines(try await collection.open(query, from: version))
                    }
                } catch {
                    guard Task.isCancelled else { throw error }
                    return nil
                }
                // A watch that has ended is begun again.
                guard let line = try? await lines?.next(isolation: isolation) else {
                    lines = nil
                    continue
                }
                if let event = try event(line) { return event }
            }
            return nil
        }

        /// The event of a line; nil for a bookmark.
        private mutating func event(
            _ line: [UInt8]
        ) throws(FakeAPIServerError) -> ObjectEvent<Object>? {
            guard let document = try? JSONParser.parse(line), let object = document["object"] else {
                throw FakeAPIServerError(
                    .malformedAnswer,
                    "a watch sent \(String(decoding: line.prefix(200), as: UTF8.self))")
            }
            if document["type"] == "ERROR" {
                throw FakeAPIServerError(
                    status: Int(object["code"]?.integer ?? 500), JSONWriter.encode(object))
            }
            if let version = object[path: "metadata", "resourceVersion"]?.string {
                self.version = version
            }
            switch document["type"] {
            case "ADDED": return .added(try collection.object(object))
            case "MODIFIED": return .modified(try collection.object(object))
            case "DELETED": return .deleted(try collection.object(object))
            default: return nil
            }
        }
    }
}

extension ObjectCollection {
    /// What happens to the objects from now on, in order; only to those that have `labels`.
    public func watch(
        labels: [String: String] = [:]
    ) async throws(FakeAPIServerError) -> ObjectEvents<Object> {
        ObjectEvents(
            collection: self, query: Self.query(labels, name: nil),
            version: try await listing(labels).version)
    }

    /// What happens to the objects after the resource version `version`, as far as the cluster remembers.
    public func watch(
        labels: [String: String] = [:], after version: String
    ) -> ObjectEvents<Object> {
        ObjectEvents(collection: self, query: Self.query(labels, name: nil), version: version)
    }

    /// The answer to a watch.
    fileprivate func open(
        _ query: String, from version: String
    ) async throws(FakeAPIServerError) -> FakeTransport.Response {
        let path = try await place().path
        let response = try await transport.send(
            "GET",
            "\(path)?watch=true&allowWatchBookmarks=true&resourceVersion=\(version)&\(query)")
        guard response.status == 200 else {
            throw FakeAPIServerError(status: response.status, try await response.collect())
        }
        return response
    }
}
