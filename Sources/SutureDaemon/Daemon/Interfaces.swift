import Foundation
import SutureDomain
import SutureInterface
import SutureLog
import SutureReadModels
import SutureVarlink
import Synchronization

/// Every interface that the daemon serves, with what stands behind its methods.
final class Interfaces: Sendable {
    let engine: Engine
    let access: Access
    let denials: Denials
    let clock: Clock
    let startWarnings: [String]
    let started: ContinuousClock.Instant
    private let reloader: Reloader
    private let server = Mutex<VarlinkServer?>(nil)

    /// - Parameter startWarnings: what was found at the start and holds until the next one.
    init(
        engine: Engine, access: Access, denials: Denials, reloader: Reloader, clock: Clock,
        startWarnings: [String], started: ContinuousClock.Instant
    ) {
        self.engine = engine
        self.access = access
        self.denials = denials
        self.reloader = reloader
        self.clock = clock
        self.startWarnings = startWarnings
        self.started = started
    }

    /// The server that serves them, once there is one: the status counts its clients.
    func serve(_ server: VarlinkServer) { self.server.withLock { $0 = server } }

    var clientCount: Int { server.withLock { $0?.counts.connectionCount ?? 0 } }

    private var answers: Answers { Answers(denials: denials) }

    func service() -> VarlinkService {
        var service = VarlinkService(
            vendor: "Suture", product: "sutured", version: Product.version, url: Product.url,
            failure: { [answers] in answers.answer(to: $0, failing: $1) })
        service.add(.named(InterfaceName.service), handlers: serviceHandlers)
        service.add(.named(InterfaceName.log), handlers: logHandlers)
        service.add(.named(InterfaceName.records), handlers: recordsHandlers)
        service.add(.named(InterfaceName.reports), handlers: reportsHandlers)
        let commands = CommandMethods(access: access, answers: answers, queue: engine.queue)
        for kind in Catalogue.kinds {
            service.add(.of(kind), handlers: commands.handlers(of: kind))
        }
        return service
    }

    private var serviceHandlers: [String: VarlinkHandler] {
        let methods = ServiceMethods(
            access: access, status: { [self] in DaemonStatus(of: self, for: $0) },
            reload: { [reloader] in try reloader.reload() })
        return ["Status": .query(methods.status), "Reload": .query(methods.reload)]
    }

    private var logHandlers: [String: VarlinkHandler] {
        let methods = LogMethods(
            access: access, readers: engine.views.pool, committed: engine.committed,
            consistency: engine.consistency)
        let revisions = RevisionMethods(
            access: access, queue: engine.queue, readers: engine.views.pool)
        let recordAll = RecordAllMethod(access: access, answers: answers, queue: engine.queue)
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

    private var reportsHandlers: [String: VarlinkHandler] {
        let methods = ReportsMethods(
            access: access, consistency: engine.consistency, views: engine.views, clock: clock)
        let audit = AuditMethod(
            access: access, consistency: engine.consistency, readers: engine.views.pastPool, clock: clock)
        return [
            "Programme": .query(methods.programme), "Trial": .query(methods.trial),
            "Safety": .query(methods.safety), "Funding": .query(methods.funding),
            "Claims": .query(methods.claims), "Dossier": .query(methods.dossier),
            "Trace": .query(methods.trace), "Audit": .query(audit.audit),
        ]
    }
}
