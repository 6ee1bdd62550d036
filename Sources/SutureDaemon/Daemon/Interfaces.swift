import Foundation
import SutureDomain
import SutureInterface
import SutureLog
import SutureReadModels
import SutureVarlink
import Synchronization

/// Every interface that the daemon serves, with what stands behind its methods.
final class Interfaces: Sendable {
    private let engine: Engine
    private let access: Access
    private let reloader: Reloader
    private let clock: Clock
    private let startWarnings: [String]
    private let started: ContinuousClock.Instant
    private let server = Mutex<VarlinkServer?>(nil)

    /// - Parameter startWarnings: what was found at the start and holds until the next one.
    init(
        engine: Engine, access: Access, reloader: Reloader, clock: Clock,
        startWarnings: [String], started: ContinuousClock.Instant
    ) {
        self.engine = engine
        self.access = access
        self.reloader = reloader
        self.clock = clock
        self.startWarnings = startWarnings
        self.started = started
    }

    /// The server that serves them, once there is one: the status counts its clients.
    func serve(_ server: VarlinkServer) { self.server.withLock { $0 = server } }

    func service() -> VarlinkService {
        var service = VarlinkService(
            vendor: "Suture", product: "sutured", version: Product.version, url: Product.url,
            failure: {
                VarlinkError.answer(to: $1, interface: $0.interfaceName, hint: VarlinkError.askAgainHint)
            })
        service.add(.named("org.suture.Service"), handlers: serviceHandlers)
        service.add(.named("org.suture.Log"), handlers: logHandlers)
        service.add(.named("org.suture.Records"), handlers: recordsHandlers)
        let reports = ReportsMethods(
            access: access, consistency: engine.consistency, views: engine.views, clock: clock)
        service.add(.named("org.suture.Reports"), handlers: reports.handlers)
        let commands = CommandMethods(access: access, queue: engine.queue)
        for kind in Catalogue.kinds {
            service.add(.of(kind), handlers: commands.handlers(of: kind))
        }
        return service
    }

    private var serviceHandlers: [String: VarlinkHandler] {
        let methods = ServiceMethods(
            access: access, status: { [self] in status(for: $0) },
            reload: { [reloader] in try reloader.reload() })
        return ["Status": .query(methods.status), "Reload": .query(methods.reload)]
    }

    private var logHandlers: [String: VarlinkHandler] {
        let methods = LogMethods(
            access: access, readers: engine.views.pool, committed: engine.committed,
            consistency: engine.consistency)
        let revisions = RevisionMethods(
            access: access, queue: engine.queue, readers: engine.views.pool)
        let recordAll = RecordAllMethod(access: access, queue: engine.queue)
        let check = CheckMethod(
            access: access, consistency: engine.consistency, checks: engine.checks,
            threads: engine.checkThreads, open: engine.openCheckedLog)
        let undo = UndoImportMethod(
            access: access, queue: engine.queue, consistency: engine.consistency, turn: engine.undoTurn,
            threads: engine.undoThreads, log: engine.identity, open: engine.openUndoCheck)
        return [
            "Check": .query(check.check), "UndoImport": .stream(undo.undo), "Read": .query(methods.read),
            "Follow": .stream(methods.follow),
            "RecordAll": .pipelined(recordAll.handle), "Void": .query(revisions.void),
            "Correct": .query(revisions.correct),
        ]
    }

    private var recordsHandlers: [String: VarlinkHandler] {
        let methods = RecordsMethods(access: access, consistency: engine.consistency, views: engine.views)
        let history = HistoryMethod(
            access: access, consistency: engine.consistency, views: engine.views)
        return [
            "Get": .query(methods.get), "List": .query(methods.list), "Search": .query(methods.search),
            "History": .query(history.history), "Views": .query(methods.views),
        ]
    }

    private func status(for call: VarlinkCall) -> DaemonStatus {
        let head = engine.head
        let closure = engine.gate.closure
        let lag = engine.clockWatch.lag
        return DaemonStatus(
            version: Product.version, logId: engine.identity.id,
            createdAt: engine.identity.createdAt.description,
            position: head.position.number, hash: head.hash.hexadecimal,
            projectedPosition: engine.projected.position.number, readOnly: closure != nil,
            readOnlyReason: closure?.reason, readOnlySince: closure?.since.description,
            lostKeys: Int64(engine.readModels.lostKeyCount),
            warnings: startWarnings + access.warnings + engine.damage.warnings
                + engine.readModels.warnings
                + engine.readModels.keyWarnings,
            clients: Int64(server.withLock { $0?.counts.connectionCount ?? 0 }),
            queuedCommands: Int64(engine.queue.commandCount),
            uptimeSeconds: (ContinuousClock.now - started).components.seconds, clock: clock.now.description,
            lastRecordedAt: head.recordedAt.description, clockBehindSeconds: lag?.seconds,
            clockBehindSince: lag?.since.description, clockIsSynchronised: clock.isSynchronised,
            timeZone: clock.zone.name,
            utcOffset: clock.zone.offsetText(at: clock.now), role: access.role(of: call.peer).rawValue)
    }
}
