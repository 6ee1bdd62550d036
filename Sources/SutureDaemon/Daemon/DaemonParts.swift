import Logging
import NIOPosix
import SutureDomain
import SutureInterface
import SutureLog
import SutureProjection
import SutureReadModels
import Synchronization
import Varlink

/// What records, projects and answers, connected through bounded queues.
final class DaemonParts: Sendable {
    let state: OpenState
    let clock: Clock
    let clockWatch: ClockWatch
    let queue: SubmissionQueue
    /// How far the log is committed.
    let committed: Progress
    /// How far the read models have come.
    let projected: Progress
    let views: ViewsAtMoment
    let checks = Checks()
    let isUndoing = Switch()
    /// Where commands are checked, piece by piece: no query waits for it.
    let checkThreads = DaemonParts.threads(1)
    /// Where it is looked at whether an import can be undone, which may take long: one at a time.
    let undoThreads = DaemonParts.threads(1)

    private let server = Mutex<VarlinkServer?>(nil)
    private let queryThreads: NIOThreadPool
    /// One view of the past is made at a time.
    private let pastThreads = DaemonParts.threads(1)
    private let unprojected: ProjectionQueue
    private let configuration: DaemonConfiguration
    private let logger: Logger

    /// - Parameter bootID: of the machine's present run, if it is known.
    init(
        _ state: OpenState, configuration: DaemonConfiguration, clock: Clock, bootID: String?,
        logger: Logger
    ) throws {
        self.state = state
        self.configuration = configuration
        self.clock = clock
        self.logger = logger
        let readModels = state.readModels
        committed = Progress(at: state.log.head.position)
        projected = Progress(at: try readModels.made?.views.checkpoint()?.position ?? .zero)
        if let failure = readModels.made?.failure { projected.close(because: failure) }
        queue = SubmissionQueue(commandCountMax: configuration.queueCommandCountMax)
        unprojected = ProjectionQueue(eventCountMax: configuration.tailEventCountMax)
        clock.note(lastRecordedAt: state.log.head.recordedAt)
        clockWatch = try ClockWatch(
            of: state.log, clock: clock, gate: state.gate, keyring: state.keyring, bootID: bootID,
            logger: logger)
        queryThreads = DaemonParts.threads(configuration.queryThreadCount)
        views = ViewsAtMoment(
            pool: ReaderPool(
                threads: queryThreads,
                readers: try (0..<configuration.queryThreadCount).map { _ in
                    ViewsAtMoment.Readers(
                        log: try state.openLog(),
                        openViews: { try ViewReader(path: readModels.path, unseal: state.unseal) },
                        areMade: { readModels.made != nil })
                }),
            noteDamage: { readModels.note($0) },
            pastPool: ReaderPool(threads: pastThreads, readers: [try state.openLog()]),
            scratch: try ScratchViews(
                directory: state.scratchDirectory, cachedCountMax: configuration.scratchDatabaseCountMax,
                unseal: state.unseal),
            unseal: state.unseal, day: clock.day)
    }

    private static func threads(_ count: Int) -> NIOThreadPool {
        let threads = NIOThreadPool(numberOfThreads: count)
        threads.start()
        return threads
    }

    /// Takes note of who serves clients.
    func serve(through server: VarlinkServer) {
        self.server.withLock { $0 = server }
        queue.whenRoom { server.resume() }
    }

    var clientCount: Int { server.withLock { $0?.counts.connectionCount ?? 0 } }

    /// What a query waits for.
    var consistency: Consistency {
        let (readModels, gate) = (state.readModels, state.gate)
        return Consistency(
            committed: committed, projected: projected,
            unmadeBecause: {
                if readModels.made != nil { return nil }
                return gate.closures.first { $0.cause == .noReadModels }?.reason ?? ReadModels.waitForRoom
            },
            hurry: { [unprojected] in unprojected.hurry() })
    }

    /// What the daemon does at the moment, in a line for the service manager.
    var statusText: String {
        let place = "\(state.log.identity.id) at position \(state.log.head.position)"
        return state.gate.closure.map { "read-only (\($0.reason)), serving \(place)" } ?? "serving \(place)"
    }

    func close() async throws {
        committed.close()
        projected.close()
        for threads in [queryThreads, pastThreads, checkThreads, undoThreads] {
            try await threads.shutdownGracefully()
        }
    }
}

// MARK: Each with connections of its own

extension DaemonParts {
    /// The log as a check sees it.
    func checkedLog() throws -> CheckedLog {
        try CheckedLog(
            log: state.openLog(), index: state.openIndex(), keyring: state.keyring, unseal: state.unseal,
            clock: clock, scratchDirectory: state.scratchDirectory)
    }

    /// The log as it is at the moment.
    /// - Parameter goOn: called now and then.
    func undoCheck(_ goOn: @escaping () throws -> Void) throws -> UndoCheck {
        try UndoCheck(
            log: state.openLog(), index: state.openIndex(), keyring: state.keyring, clock: clock, goOn: goOn)
    }

    /// The projector's thread.
    func projecting() throws -> ThreadService {
        let projector = Projector(
            readModels: state.readModels, source: EventSource(try state.openLog()), unprojected: unprojected,
            progress: projected, gate: state.gate, logger: logger)
        return ThreadService(
            name: "projector", work: projector.run, finish: { [unprojected] in unprojected.close() })
    }

    private func recorder() throws -> Recorder {
        let (log, keyring, gate, readModels) = (state.log, state.keyring, state.gate, state.readModels)
        let store = RecordStore(
            log: try state.openLog(), index: try state.openIndex(), projected: projected,
            cachedRecordCountMax: configuration.cachedRecordCountMax,
            stop: {
                gate.close(because: $0)
                readModels.noteContradiction()
            })
        return Recorder(
            queue: queue, log: log, store: store,
            blindVoid: BlindVoid(log: try state.openLog(), index: try state.openIndex()),
            resumption: Resumption(of: readModels, projected, gate), unprojected: unprojected,
            keyring: keyring,
            keys: CommitKeys(
                keyring, unfinishedErasures: readModels.made?.keys.unfinishedErasures ?? [], logger: logger),
            writability: Writability(log, keyring, gate: gate, logger: logger), gate: gate, clock: clock,
            watch: clockWatch, logger: logger, batchCommandCountMax: configuration.batchCommandCountMax,
            committed: { [committed] in committed.advance(to: $0.position) })
    }

    /// The recorder's thread. It feeds the watchdog itself: while that hears of it, commands are recorded.
    func recording(manager: ServiceManager) -> ThreadService {
        let idle = min(
            DaemonParts.idleTimeMax, manager.watchdogInterval.map { $0 / 4 } ?? DaemonParts.idleTimeMax)
        return ThreadService(
            name: "recorder",
            work: { [self] in
                var lastHeard = ContinuousClock.now - idle
                var lastCause: WriteGate.Cause?
                let alive = {
                    // What keeps commands from being recorded, or does so no more, is told at once.
                    let cause = self.state.gate.closure?.cause
                    guard ContinuousClock.now - lastHeard >= idle || cause != lastCause else { return }
                    lastHeard = .now
                    lastCause = cause
                    manager.alive(status: self.statusText)
                }
                guard refuseUntilReadModelsAreMade(alive: alive) else { return }
                while try recorder().run(idle: idle, alive: alive) == .readModelsWentOn {}
            }, finish: { [queue] in queue.close() })
    }

    /// Without read models nothing can be decided.
    /// - Returns: False if the queue was closed before.
    private func refuseUntilReadModelsAreMade(alive: () -> Void) -> Bool {
        while state.readModels.made == nil {
            guard
                let submissions = queue.take(
                    commandCountMax: .max, waiting: DaemonParts.unmadeReadModelsTimeMax)
            else { return false }
            let reason = state.gate.closure?.reason ?? ReadModels.waitForRoom
            for submission in submissions { submission.reply(.failure(.readOnly(reason: reason))) }
            alive()
        }
        state.gate.open(.noReadModels)
        return true
    }

    private static let idleTimeMax = Duration.seconds(30)
    /// How long it may take until it is noticed that there are read models.
    private static let unmadeReadModelsTimeMax = Duration.milliseconds(200)
}
