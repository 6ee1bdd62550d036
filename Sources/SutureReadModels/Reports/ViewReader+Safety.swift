package import SutureDomain

extension ViewReader {
    /// - Parameters:
    ///   - trial: of which only what happened in it counts; all if left out.
    ///   - device: of which only what happened with it counts, with its members if it is a set; all if left out.
    ///   - now: for which moment it is told what is due and what is late.
    ///   - asOf: the day that these views show, for the report to say so.
    ///
    /// Throws `QueryError.notFound` if there is no such trial or device.
    package func safety(
        trial: Trial.ID? = nil, device: Device.ID? = nil, now: Instant, asOf: Day? = nil
    ) throws -> SafetyReport {
        try read { snapshot in
            for stream in [trial?.stream, device?.stream].compactMap({ $0 }) {
                guard try snapshot.head(of: stream) != nil else { throw QueryError.notFound(stream) }
            }
            let checkpoint = try snapshot.checkpoint()
            let source = SafetyFigures(trial: trial, device: device, snapshot: snapshot)
            let duties = try source.duties(at: now)
            let open = duties.filter { $0.status != .met }.byUrgency()
            return SafetyReport(
                asOf: asOf?.description, knownAt: checkpoint.position, position: checkpoint.position,
                hash: checkpoint.hash.hexadecimal, now: now.description, trial: trial?.text,
                device: device?.text, totals: try source.totals(duties: duties),
                summary: try source.summary(), duties: Array(open.prefix(SafetyReport.lineCountMax)),
                events: try source.events(), deficiencies: try source.deficiencies())
        }
    }
}
