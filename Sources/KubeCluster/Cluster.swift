package import KubeEndpoints
package import KubeRegistry
package import KubeStore
package import KubeTime

/// One isolated API server: its objects, its clock, its coordinator, its randomness.
///
/// A value without anything global; a process can hold many. What the machine's clock shows comes
/// in with every call, as `wall`; everything inside happens at the time of the cluster's own clock.
///
/// What a test can do with it beyond Kubernetes is an ability, and an ability is a folder: its model,
/// `Cluster+Ability` with what it does, `Cluster+AbilityEndpoint` with its rows of the table of control
/// routes, and the JSON and text of its answers. A new one adds its rows to `controlRoutes`, and its
/// state, where it has any, here.
package struct Cluster: Sendable {
    /// What clients have stored, and what they can do to it.
    package internal(set) var registry: Registry
    /// What answers requests about it.
    package internal(set) var api: APIHandler
    /// The cluster's clock.
    package internal(set) var clock: ClusterClock {
        didSet { face.show(clock) }
    }
    /// What shows the clock to others.
    package internal(set) var face: ClockFace
    /// The number from which everything random in the cluster follows.
    package internal(set) var seed: UInt64

    let settings: ClusterSettings
    /// How the clock begins, and begins again when it is reset.
    let clockSetting: ClockSetting
    var clockQueue = ClockQueue()
    /// Who waits by the clock.
    var sleepers = Sleepers()
    /// What acts on objects by itself, beside the coordinator; nil in a bare API server.
    var controllers: ControllerManager?
    var elections: ClusterElections?
    /// How often the coordinator has decided what.
    var electionCounts = ElectionCounts()
    var termJournal = TermJournal()
    var requestJournal: RequestJournal
    /// What goes wrong with requests.
    var faults: FaultBook
    /// The requests that do not go on, and why.
    var paused = PausedRequests()
    /// The clients that are cut off.
    var partitions = Partitions()
    /// What goes wrong with watches that are open.
    var watchFaults: [WatchID: ArmedWatch] = [:]
    /// The answers that come in pieces.
    var meters = Meters()
    /// What conditions have asked the journal.
    var journalTallies = JournalTallies()
    /// The requests that take long.
    var longRequests = LongRequests()
    /// What tests wait for.
    var expectations = Expectations()
    /// How long reads wait for a revision under a manual clock.
    var readPatience = ReadPatience()
    /// How often something has happened to watches although nothing was written.
    var signalCount: UInt64 = 0

    /// Whether the log tells changes of state.
    var tells = false

    /// Whether something has happened that the next `advance` must follow.
    var isStirred = true

    /// Where everything is kept; nil when it is forgotten.
    var persistence: ClusterPersistence?

    /// Where everything random in the cluster comes from, in order.
    var random: Random

    /// A cluster as `settings` say: with what `store` holds, or nothing, and the four usual namespaces,
    /// and kept in `persistence`, where there is one.
    package init(
        _ settings: ClusterSettings, seed: UInt64, store: ObjectStore? = nil,
        persistence: ClusterPersistence? = nil, at wall: Timestamp
    ) {
        let store = store ?? settings.newStore(at: wall)
        self.persistence = persistence
        self.settings = settings
        self.seed = seed
        faults = FaultBook(random: Random(seed: seed ^ Self.faultsNumber))
        requestJournal = RequestJournal(
            entriesMax: settings.options.journalRequests, of: settings.catalog)
        // What goes on after a restart must not make up the same uids again.
        random = Random(seed: store.isEmpty ? seed : seed ^ (store.revision - 1))
        clockSetting = settings.options.clock.starting(at: wall)
        clock = ClusterClock(setting: clockSetting, at: wall)
        face = ClockFace(clock)
        registry = Registry(
            catalog: settings.catalog,
            features: settings.configuration.featureGates,
            provisionsNamespaces: settings.configuration.provisionsNamespaces, store: store,
            random: Random(seed: random.next()), at: clock.now(at: wall))
        api = APIHandler(registry.catalog, registry.features, random: &random)
        controllers = newControllers()
        doubtfulWrites = DoubtfulWrites()
        elections = newElections()
        // Whatever a client writes must find the coordinator at work: its first pass collects
        // candidates that never renewed.
        _ = advance(to: wall)
    }

    /// What the randomness of rules is drawn apart with (it spells "faults"): rules change nothing that is
    /// random elsewhere.
    static let faultsNumber: UInt64 = 0x6661_756C_7473

    /// Controllers that have seen nothing yet; nil where there are to be none.
    func newControllers() -> ControllerManager? {
        settings.options.runsControllers ? ControllerManager() : nil
    }
}
