import Foundation
import SutureDomain
import SutureInterface
import SutureLog
import SutureReadModels
import Varlink

/// Every interface that the daemon serves, with what stands behind its methods.
struct ServedInterfaces: Sendable {
    let parts: DaemonParts
    let access: Access
    let answers: Answers
    let reloader: Reloader
    /// What was found at the start and holds until the next one.
    let startWarnings: [String]
    let started: ContinuousClock.Instant

    func service() -> VarlinkService {
        var service = VarlinkService(
            vendor: "Suture", product: "sutured", version: Product.version, url: Product.url,
            failure: { [answers] in answers.answer(to: $0, failing: $1) })
        service.add(.named(InterfaceName.service), handlers: serviceHandlers)
        service.add(.named(InterfaceName.log), handlers: logHandlers)
        service.add(.named(InterfaceName.records), handlers: recordsHandlers)
        let reports = ReportsMethods(
            access: access, consistency: parts.consistency, views: parts.views, clock: parts.clock)
        service.add(.named(InterfaceName.reports), handlers: reports.handlers)
        for kind in Catalogue.kinds {
            service.add(.of(kind), handlers: commands.handlers(of: kind))
        }
        return service
    }

    private var commands: CommandMethods {
        CommandMethods(access: access, answers: answers, queue: parts.queue)
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
        let check = CheckMethod(
            access: access, consistency: parts.consistency, checks: parts.checks,
            threads: parts.checkThreads, open: parts.checkedLog)
        let undo = UndoImportMethod(
            access: access, queue: parts.queue, consistency: parts.consistency, isAtWork: parts.isUndoing,
            threads: parts.undoThreads, log: parts.state.log.identity, open: parts.undoCheck)
        return [
            "Check": .query(check.check), "UndoImport": .stream(undo.undo), "Read": .query(methods.read),
            "Follow": .stream(methods.follow),
            "RecordAll": .pipelined(commands.recordAll), "Void": .query(revisions.void),
            "Correct": .query(revisions.correct),
        ]
    }

    private var recordsHandlers: [String: VarlinkHandler] {
        let methods = RecordsMethods(access: access, consistency: parts.consistency, views: parts.views)
        return [
            "Get": .query(methods.get), "List": .query(methods.list), "Search": .query(methods.search),
            "History": .query(methods.history), "Views": .query(methods.views),
        ]
    }
}
