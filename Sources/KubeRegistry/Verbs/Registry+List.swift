package import KubeAPI
import KubeJSON
import KubeStore

extension Registry {
    /// Begins to look for the objects that a list of the target's collection shows.
    package func list(
        _ target: Target, _ options: ListOptions
    ) throws(StatusError) -> ListOutcome {
        let selection = try Selection(options, of: target)
        var options = options
        // One object has no pages (LST-037).
        if selection.key != nil { options.continueToken = "" }
        let snapshot: ListSnapshot
        switch try self.snapshot(options) {
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
        if let key = selection.key {
            guard snapshot.revision != store.revision else {
                return store[key].map { StoredObjects([$0]) } ?? StoredObjects()
            }
            return store.objects(key.resource, from: key.path, at: snapshot.revision)?.prefix {
                $0.key == key
            }
        }
        let namespace = selection.namespace
        var start = ""
        if let after = snapshot.after {
            let path = target.namespace.isEmpty ? after : "\(target.namespace)/\(after)"
            // The zero byte is the smallest continuation of the path.
            start = path + "\u{0}"
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
    var after: String?

    /// Whether the whole collection is shown whatever the limit (LST-002).
    var ignoresLimit = false

    /// Why the state cannot be shown when the history does not reach back so far.
    func expired(current: UInt64) -> StatusError {
        guard let after else {
            return .expired("The resourceVersion for the provided list is too old.")
        }
        var error = StatusError.expired(
            "The provided continue parameter is too old to display a consistent list result. You "
                + "can start a new list without the continue parameter, or use the continue token "
                + "in this response to retrieve the remainder of the results. Continuing with the "
                + "provided token results in an inconsistent list - objects that were created, "
                + "modified, or deleted between the time the first chunk was returned and now may "
                + "show up in the list.")
        error.continueToken = ContinueToken(revision: -1, after: after).text
        return error
    }
}

extension Registry {
    private enum SnapshotChoice {
        case ready(ListSnapshot)
        case notReached(UInt64)
    }

    /// What LST-002 to LST-010 say about versions.
    private func snapshot(_ options: ListOptions) throws(StatusError) -> SnapshotChoice {
        let latest = ListSnapshot(revision: store.revision)
        if !options.continueToken.isEmpty { return .ready(try continued(options)) }
        guard !options.resourceVersion.isEmpty else { return .ready(latest) }
        let requested = try Self.revision(options.resourceVersion)
        guard requested != 0 else {
            return .ready(ListSnapshot(revision: store.revision, ignoresLimit: true))
        }
        guard requested <= store.revision else { return .notReached(requested) }
        let isExact =
            options.resourceVersionMatch == .exact
            || options.resourceVersionMatch == nil && options.limit > 0
        return .ready(isExact ? ListSnapshot(revision: requested) : latest)
    }

    private func continued(_ options: ListOptions) throws(StatusError) -> ListSnapshot {
        let token = try ContinueToken(options.continueToken)
        guard options.resourceVersion.isEmpty || options.resourceVersion == "0" else {
            throw .badRequest("specifying resource version is not allowed when using continue")
        }
        let revision = token.revision > 0 ? UInt64(token.revision) : store.revision
        return ListSnapshot(revision: min(revision, store.revision), after: token.after)
    }

    private static func revision(_ text: String) throws(StatusError) -> UInt64 {
        try GoNumber.unsigned(text) { problem -> StatusError in
            .badRequest(
                "invalid resource version: resourceVersion: Invalid value: "
                    + "\(GoQuote.quote(text)): \(problem)")
        }
    }
}
