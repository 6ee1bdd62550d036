import Foundation
import SutureDomain
import SutureInterface
import SutureLog
import SutureReadModels
import Synchronization
import Varlink

/// Every interface that the daemon serves, with what stands behind its methods.
final class ServedInterfaces: Sendable {
    let parts: DaemonParts
    let access: Access
    let denials: Denials
    let clock: Clock
    let startWarnings: [String]
    let started: ContinuousClock.Instant
    private let reloader: Reloader
    private let server = Mutex<VarlinkServer?>(nil)

    /// - Parameter startWarnings: what was found at the start and holds until the next one.
    init(
        parts: DaemonParts, access: Access, denials: Denials, reloader: Reloader, clock: Clock,
        startWarnings: [String], started: ContinuousClock.Instant
    ) {
        self.parts = parts
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
        let reports = ReportsMethods(
            access: access, consistency: parts.consistency, views: parts.views, clock: clock)
        service.add(.named(InterfaceName.reports), handlers: reports.handlers)
        let commands = CommandMethods(access: access, answers: answers, queue: parts.queue)
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
            access: access, readers: parts.views.pool, committed: parts.committed,
            consistency: parts.consistency)
        let revisions = RevisionMethods(
            access: access, queue: parts.queue, readers: parts.views.pool)
        let recordAll = RecordAllMethod(access: access, answers: answers, queue: parts.queue)
        let check = CheckMethod(
            access: access, consistency: parts.consistency, checks: parts.checks,
            threads: parts.checkThreads, open: parts.openCheckedLog)
        let undo = UndoImportMethod(
            access: access, queue: parts.queue, consistency: parts.consistency, turn: parts.undoTurn,
            threads: parts.undoThreads, log: parts.identity, open: parts.openUndoCheck)
        return [
            "Check": .query(check.check), "UndoImport": .stream(undo.undo), "Read": .query(methods.read),
            "Follow": .stream(methods.follow),
            "RecordAll": .pipelined(recordAll.handle), "Void": .query(revisions.void),
            "Correct": .query(revisions.correct),
        ]
    }

    private var recordsHandlers: [String: VarlinkHandler] {
        let methods = RecordsMethods(access: access, consistency: parts.consistency, views: parts.views)
        let history = HistoryMethod(
            access: access, consistency: parts.consistency, views: parts.views)
        return [
            "Get": .query(methods.get), "List": .query(methods.list), "Search": .query(methods.search),
            "History": .query(history.history), "Views": .query(methods.views),
        ]
    }
}
