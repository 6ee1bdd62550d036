import SutureDomain
import SutureJSON
import SutureReadModels
import SutureReports
import Varlink

/// `org.suture.Reports`: every report, answered in one way, whatever it tells.
struct ReportsMethods: Sendable {
    let access: Access
    let consistency: Consistency
    let views: ViewsAtMoment
    let clock: Clock

    /// A handler for every report.
    var handlers: [String: VarlinkHandler] {
        Dictionary(
            uniqueKeysWithValues: Reports.all.map { report in
                (report.methodName, .query { try await answer(report, $0) })
            })
    }

    /// Every report says for which moment it holds, and with which hash the log vouches for it.
    private func answer<Asked: Report>(_ report: Asked.Type, _ call: VarlinkCall) async throws -> [UInt8] {
        try access.caller(call.peer).require(.reader)
        let query = try QueryParameters.decode(MomentQuery<ReportArguments<Asked>>.self, from: call)
        let (moment, question) = (query.moment, query.question)
        if let report = report as? any LogReport.Type {
            // What only reads the log waits for no read models.
            try consistency.require(atLeast: query.atLeast)
            return try await page(of: report, question, at: moment)
        }
        try await consistency.wait(atLeast: query.atLeast)
        do {
            let answer =
                if let report = report as? any ReportAcrossMoments.Type {
                    try await self.answer(acrossMoments: report, question, at: moment)
                } else {
                    try await self.answer(report, question, at: moment)
                }
            return try SentReport.bytes(of: answer, report, question)
        } catch let error as QueryError {
            throw error.answer(at: moment)
        }
    }

    private func answer(
        _ report: any Report.Type, _ question: ReportQuestion, at moment: Moment
    ) async throws -> ReportAnswer {
        let now = clock.present(at: moment)
        let day = moment.asOf ?? clock.day(of: now)
        return try await views.read(at: moment) {
            try $0.answer(report, question, now: now, day: day, asOf: moment.asOf)
        }
    }

    private func answer<Asked: ReportAcrossMoments>(
        acrossMoments report: Asked.Type, _ question: ReportQuestion, at moment: Moment
    ) async throws -> ReportAnswer {
        let (head, gathered) = try await views.read(at: moment) {
            try $0.gather(report, question, asOf: moment.asOf)
        }
        var told = ReportTold(question)
        try await report.tell(
            &told, of: gathered, across: Moments(views: views, knownAt: .position(head.position)))
        return told.answer(of: report, head)
    }
}

/// The read models as of any day, for what the log knew at one moment.
private struct Moments: ReportMoments {
    let views: ViewsAtMoment
    let knownAt: Moment.KnownAt

    func read<Value: Sendable>(
        on day: Day, _ ask: @escaping @Sendable (any ReportSource, _ isAlternative: Bool) throws -> Value
    ) async throws -> (told: Value, others: [Value]) {
        try Task.checkCancellation()
        var moment = Moment(asOf: day, knownAt: knownAt)
        let (told, openDates) = try await views.readPast(at: moment) { reader, openDates in
            (try reader.ask { try ask($0, false) }, openDates)
        }
        var others: [Value] = []
        for openDates in openDates.alternatives {
            try Task.checkCancellation()
            moment.openDates = openDates
            others.append(
                try await views.read(at: moment) { reader in try reader.ask { try ask($0, true) } })
        }
        return (told, others)
    }
}
