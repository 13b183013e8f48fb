package import KubeAPI
import KubeJSON
import KubeStore

extension Registry {
    /// Begins to look for the objects that a list of the target's collection shows.
    package func list(
        _ target: Target, _ options: ListOptions
    ) throws(StatusError) -> ListOutcome {
        let selection = try Selection(options, of: target)
        let snapshot: ListSnapshot
        switch try self.snapshot(options, of: target.resource) {
        case .ready(let ready): snapshot = ready
        case .notReached(let revision): return .notReached(revision)
        }
        guard let objects = objects(of: target, in: snapshot, selection) else {
            throw snapshot.expired(current: store.revision)
        }
        let limit = snapshot.ignoresLimit ? 0 : Int(clamping: options.limit)
        return .search(
            ListSearch(
                objects, at: snapshot.revision, of: target, selection,
                limit: limit == 0 ? nil : limit))
    }

    private func objects(
        of target: Target, in snapshot: ListSnapshot, _ selection: Selection
    ) -> StoredObjects? {
        // One object has no pages, unless the client is somewhere among them (LST-037).
        if let key = selection.key, snapshot.start == nil {
            guard snapshot.revision != store.revision else {
                return store[key].map { StoredObjects([$0]) } ?? StoredObjects()
            }
            return store.objects(key.resource, from: key.path, at: snapshot.revision)?.prefix {
                $0.key == key
            }
        }
        let namespace = selection.namespace
        var start = ""
        if let after = snapshot.start {
            start = target.namespace.isEmpty ? after : "\(target.namespace)/\(after)"
        }
        guard snapshot.revision != store.revision else {
            return store.objects(target.resource.name, namespace: namespace, from: start)
        }
        return store.objects(
            target.resource.name, namespace: namespace, from: start, at: snapshot.revision)
    }
}

// MARK: - Which state a list shows

/// The state of the store that a list shows, and where in it the list starts.
private struct ListSnapshot {
    var revision: UInt64
    /// Nil for the beginning.
    var start: String?

    /// Whether the whole collection is shown whatever the limit (LST-002).
    var ignoresLimit = false

    /// Why the state cannot be shown when the history does not reach back so far.
    func expired(current: UInt64) -> StatusError {
        guard let start else {
            return .expired("The resourceVersion for the provided list is too old.")
        }
        var error = StatusError.expired(
            "The provided continue parameter is too old to display a consistent list result. You "
                + "can start a new list without the continue parameter, or use the continue token "
                + "in this response to retrieve the remainder of the results. Continuing with the "
                + "provided token results in an inconsistent list - objects that were created, "
                + "modified, or deleted between the time the first chunk was returned and now may "
                + "show up in the list.")
        error.continueToken = ContinueToken(revision: -1, start: start).text
        return error
    }
}

extension Registry {
    private enum SnapshotChoice {
        case ready(ListSnapshot)
        case notReached(UInt64)
    }

    /// What LST-002 to LST-010 say about versions.
    private func snapshot(
        _ options: ListOptions, of resource: Resource
    ) throws(StatusError) -> SnapshotChoice {
        let isCached = resource.rules.hasWatchCache
        if !options.continueToken.isEmpty { return try continued(options, isCached: isCached) }
        let latest = ListSnapshot(revision: store.revision)
        guard !options.resourceVersion.isEmpty else { return .ready(latest) }
        let requested = try ResourceVersion.parseForStorage(options.resourceVersion)
        guard requested != 0 else {
            return .ready(ListSnapshot(revision: store.revision, ignoresLimit: isCached))
        }
        let isExact =
            options.resourceVersionMatch == .exact
            || options.resourceVersionMatch == nil && options.limit > 0
        guard requested <= store.revision else {
            guard isCached || isExact else {
                throw .neverReachedResourceVersion(requested, current: store.revision)
            }
            return try future(requested, isCached: isCached)
        }
        return .ready(isExact ? ListSnapshot(revision: requested) : latest)
    }

    private func continued(
        _ options: ListOptions, isCached: Bool
    ) throws(StatusError) -> SnapshotChoice {
        let token = try ContinueToken(options.continueToken)
        guard options.resourceVersion.isEmpty || options.resourceVersion == "0" else {
            throw .badRequest("specifying resource version is not allowed when using continue")
        }
        let revision = token.revision > 0 ? UInt64(token.revision) : store.revision
        guard revision <= store.revision else { return try future(revision, isCached: isCached) }
        return .ready(
            ListSnapshot(
                revision: revision, start: token.start,
                ignoresLimit: isCached && options.resourceVersion == "0"))
    }

    /// What comes of asking for the very state of a revision that is still to come, for which only the
    /// watch cache waits.
    private func future(
        _ revision: UInt64, isCached: Bool
    ) throws(StatusError) -> SnapshotChoice {
        guard isCached else {
            throw .plain("etcdserver: mvcc: required revision is a future revision")
        }
        return .notReached(revision)
    }
}
