import KubeAPI
import KubeJSON
import KubeRegistry
import KubeStore
import KubeTime

extension ResolvedRequest {
    /// Seconds after which a watch ends when the client does not say: at least this, and less than
    /// twice as much (`AS/endpoints/handlers/get.go`).
    private static let timeoutSecondsMin: UInt64 = 1800

    /// GET of a collection with `watch=true`, or of one of the older watch paths.
    ///
    /// The format is looked at last: first comes what would be wrong with a list too.
    func watch(
        _ target: Target, _ format: ResponseFormat, in registry: inout Registry,
        at now: Timestamp
    ) throws(StatusError) -> WatchStream {
        let options = try ListOptions(
            query, isWatch: true,
            watchListEnabled: registry.features.isEnabled(.watchList))
        let selection = try selection(target, options)
        let revision =
            options.resourceVersion.isEmpty
            ? 0 : try ResourceVersion.parse(options.resourceVersion)
        let framer = try framer(target, format, registry.catalog.versions.release, at: now)
        let showsInitial = options.sendInitialEvents ?? (revision == 0)
        // etcd shows what there is, whatever the version.
        let awaited = target.resource.rules.hasWatchCache ? revision : 0
        let store = registry.store
        return WatchStream(
            selection, framer,
            from: showsInitial || revision == 0 ? store.end : store.cursor(after: revision),
            beginning: showsInitial
                ? .objects(
                    notOlderThan: awaited, patience: now + WaitingRequest.patience,
                    endsWithBookmark: options.sendInitialEvents == true
                        && options.allowWatchBookmarks)
                : .nothing,
            allowsBookmarks: options.allowWatchBookmarks, at: now,
            until: now + timeout(options, &registry.random))
    }

    private func framer(
        _ target: Target, _ format: ResponseFormat, _ release: Release,
        at now: Timestamp
    ) throws(StatusError) -> WatchFramer {
        let form = try ObjectEncoder.Form(format.transformation, query)
        try format.transformation?.checkFits(target.served.kind, .watch)
        return WatchFramer(
            ObjectEncoder(target.served, form, at: now),
            try format.streaming().encoding, release)
    }

    private func timeout(_ options: ListOptions, _ random: inout Random) -> Duration {
        guard let seconds = options.timeoutSeconds, seconds != 0 else {
            let jitter = random.next() % (Self.timeoutSecondsMin * 1000)
            return .seconds(Self.timeoutSecondsMin) + .milliseconds(jitter)
        }
        return .seconds(seconds)
    }

    /// What the options select, which is the object that the path names where it names one (SEL-003).
    private func selection(
        _ target: Target, _ options: ListOptions
    ) throws(StatusError) -> Selection {
        let selection = try Selection(options, of: target)
        let name = target.name
        guard !name.isEmpty else { return selection }
        let selector = options.fieldSelector
        guard selector.requirements.isEmpty else {
            guard selector.requiredValue(of: "metadata.name")?.hasSameBytes(as: name) == true else {
                throw .badRequest("fieldSelector metadata.name doesn't match requested name")
            }
            return selection
        }
        var options = options
        options.fieldSelector = FieldSelector("metadata.name", equals: name)
        return try Selection(options, of: target)
    }
}
