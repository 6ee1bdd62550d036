package import SutureDomain

/// A report that asks the read models of other moments than its own.
package protocol ReportAcrossMoments: Report {
    /// What stands at the report's own moment.
    associatedtype Gathered: Sendable

    static func gather(_ question: ReportQuestion, in source: any ReportSource) throws -> Gathered
    static func tell(
        _ told: inout ReportTold, of gathered: Gathered, across moments: some ReportMoments) async throws
}

/// The read models as of other days, as the log was at the report's own moment.
package protocol ReportMoments: Sendable {
    /// Asks those of the day; then those in which events whose dates leave it open had happened by it, in
    /// every way in which that may be.
    func read<Value: Sendable>(
        on day: Day, _ ask: @escaping @Sendable (any ReportSource, _ isAlternative: Bool) throws -> Value
    ) async throws -> (told: Value, others: [Value])
}
