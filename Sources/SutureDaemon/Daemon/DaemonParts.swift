import Logging
import NIOPosix
import SutureDomain
import SutureInterface
import SutureLog
import SutureProjection
import SutureReadModels

/// What records, projects and answers, connected through bounded queues.
final class DaemonParts: Sendable {
    let queue: SubmissionQueue
    let gate: WriteGate
    let clockWatch: ClockWatch
    let identity: LogIdentity
    /// How far the log is committed.
    let committed: Progress
    /// How far the read models have come.
    let projected: Progress
    let views: ViewsAtMoment
    let readModels: ReadModels
    let damage: LogDamage
    let projecting: ThreadService
    let checks = Checks()
    /// Where commands are looked at that are not recorded: no query waits for it.
    let checkThreads: NIOThreadPool
    /// The log as a check sees it, with connections of its own.
    let openCheckedLog: @Sendable () throws -> CheckedLog

    let undoTurn = UndoTurn()
    /// Where it is looked at whether an import can be undone, which may take long.
    let undoThreads: NIOThreadPool
    /// The log as it is at the moment, likewise with connections of its own. What it is given is called now and then.
    let openUndoCheck: @Sendable (@escaping () throws -> Void) throws -> UndoCheck

    private let threads: NIOThreadPool
    private let pastThreads: NIOThreadPool
    private let unprojected: ProjectionQueue
    private let makeRecorder: @Sendable () throws -> Recorder
    private let currentHead: @Sendable () -> LogHead

    /// - Parameter bootID: of the machine's present run, if it is known.
    init(
        _ state: OpenState, configuration: DaemonConfiguration, clock: Clock, bootID: String?,
        logger: Logger
    ) throws {
        let head = state.log.head
        let committed = Progress(at: head.position)
        let readModels = state.readModels
        let projected = Progress(at: try readModels.made?.views.checkpoint()?.position ?? .zero)
        if let failure = readModels.made?.failure { projected.close(because: failure) }
        let queue = SubmissionQueue(commandCountMax: configuration.queueCommandCountMax)
        let unprojected = ProjectionQueue(eventCountMax: configuration.tailEventCountMax)
        let keyring = state.keyring
        let unseal: Unseal = { try keyring.unseal($0, of: $1, field: $2) }
        self.queue = queue
        self.committed = committed
        self.projected = projected
        self.unprojected = unprojected
        gate = state.gate
        clock.note(lastRecordedAt: head.recordedAt)
        let clockWatch = try ClockWatch(
            clock: clock, gate: state.gate, keyring: keyring, bootID: bootID, logger: logger)
        self.clockWatch = clockWatch
        identity = state.log.identity
        self.readModels = readModels
        currentHead = { state.log.head }

        let threads = NIOThreadPool(numberOfThreads: configuration.queryThreadCount)
        threads.start()
        self.threads = threads
        let pastThreads = NIOThreadPool(numberOfThreads: DaemonParts.pastThreadCount)
        pastThreads.start()
        self.pastThreads = pastThreads
        let checkThreads = NIOThreadPool(numberOfThreads: DaemonParts.checkThreadCount)
        checkThreads.start()
        self.checkThreads = checkThreads
        let undoThreads = NIOThreadPool(numberOfThreads: DaemonParts.undoThreadCount)
        undoThreads.start()
        self.undoThreads = undoThreads
        let damage = LogDamage(gate: state.gate, logger: logger, now: { clock.now })
        self.damage = damage
        let openLog = { @Sendable [log = state.log] in try log.reader { damage.note($0) } }
        let viewsPath = readModels.path
        views = ViewsAtMoment(
            pool: ReaderPool(
                threads: threads,
                readers: try (0..<configuration.queryThreadCount).map { _ in
                    ViewsAtMoment.Readers(
                        log: try openLog(),
                        openViews: { try ViewReader(path: viewsPath, unseal: unseal) },
                        areMade: { readModels.made != nil })
                }),
            noteDamage: { readModels.note($0) },
            pastPool: ReaderPool(
                threads: pastThreads,
                readers: try (0..<DaemonParts.pastThreadCount).map { _ in try openLog() }),
            scratch: try ScratchViews(
                directory: state.scratchDirectory, cachedCountMax: configuration.scratchDatabaseCountMax,
                unseal: unseal),
            unseal: unseal, day: clock.day)

        let openIndex = { @Sendable in
            try readModels.requireInPlace()
            return try ViewIndex(path: viewsPath, noteFailure: { readModels.note($0) })
        }
        openCheckedLog = {
            try CheckedLog(
                log: try openLog(), index: try openIndex(),
                keyring: keyring, unseal: unseal, clock: clock,
                scratchDirectory: state.scratchDirectory)
        }
        openUndoCheck = { goOn in
            try UndoCheck(
                log: try openLog(), index: try openIndex(),
                keyring: keyring, clock: clock, goOn: goOn)
        }
        let projector = Projector(
            readModels, source: EventSource(try openLog()), unprojected: unprojected,
            progress: projected, gate: state.gate, logger: logger)
        projecting = ThreadService(
            name: "projector", work: { projector.run() }, finish: { unprojected.close() })
        makeRecorder = {
            let store = RecordStore(
                log: try openLog(), index: try openIndex(),
                projected: projected, cachedRecordCountMax: configuration.cachedRecordCountMax,
                stop: { [gate = state.gate] in
                    gate.close(because: $0)
                    readModels.noteContradiction()
                })
            return Recorder(
                queue: queue, log: state.log, store: store,
                blindVoid: BlindVoid(log: try openLog(), index: try openIndex()),
                resumption: Resumption(of: readModels, projected, state.gate),
                unprojected: unprojected, keyring: keyring,
                keys: CommitKeys(
                    keyring, unfinishedErasures: readModels.made?.keys.unfinishedErasures ?? [],
                    logger: logger),
                writability: Writability(state.log, keyring, gate: state.gate, logger: logger),
                gate: state.gate, clock: clock, watch: clockWatch, logger: logger,
                batchCommandCountMax: configuration.batchCommandCountMax,
                committed: { committed.advance(to: $0.position) })
        }
    }

    var head: LogHead { currentHead() }

    /// What a query waits for.
    var consistency: Consistency {
        Consistency(
            committed: committed, projected: projected, areMade: { [readModels] in readModels.made != nil },
            unmadeBecause: { [gate] in
                gate.closures.first { $0.cause == .noReadModels }?.reason ?? ReadModels.waitForRoom
            },
            hurry: { [unprojected] in unprojected.hurry() })
    }

    /// What the daemon does at the moment, in a line for the service manager.
    var statusText: String {
        let place = "\(identity.id) at position \(head.position)"
        return gate.closedBecause.map { "read-only (\($0)), serving \(place)" } ?? "serving \(place)"
    }

    /// The recorder's thread. It feeds the watchdog itself: as long as the manager hears from it, commands are recorded.
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
                    let cause = self.gate.closure?.cause
                    guard ContinuousClock.now - lastHeard >= idle || cause != lastCause else { return }
                    lastHeard = .now
                    lastCause = cause
                    manager.alive(status: self.statusText)
                }
                guard refuseUntilReadModelsAreMade(alive: alive) else { return }
                while try makeRecorder().run(idle: idle, alive: alive) == .readModelsWentOn {}
            }, finish: { [queue] in queue.close() })
    }

    /// Without read models nothing can be decided.
    /// - Returns: False if the queue was closed before.
    private func refuseUntilReadModelsAreMade(alive: () -> Void) -> Bool {
        while readModels.made == nil {
            guard
                let submissions = queue.take(
                    commandCountMax: .max, waiting: DaemonParts.unmadeReadModelsTimeMax)
            else { return false }
            let reason = gate.closedBecause ?? ReadModels.waitForRoom
            for submission in submissions { submission.reply(.failure(.readOnly(reason: reason))) }
            alive()
        }
        gate.open(.noReadModels)
        return true
    }

    func close() async throws {
        committed.close()
        projected.close()
        try await threads.shutdownGracefully()
        try await pastThreads.shutdownGracefully()
        try await checkThreads.shutdownGracefully()
        try await undoThreads.shutdownGracefully()
    }

    /// One view of the past is made at a time.
    private static let pastThreadCount = 1
    /// Pieces of checks take turns.
    private static let checkThreadCount = 1
    /// One import is undone at a time.
    private static let undoThreadCount = 1
    private static let idleTimeMax = Duration.seconds(30)
    /// How long it may take until it is noticed that there are read models.
    private static let unmadeReadModelsTimeMax = Duration.milliseconds(200)
}
