package import SutureDomain

extension ViewReader {
    /// - Parameter asOf: the day that these views show, for the report to say so.
    ///
    /// Throws `QueryError.notFound` if there is no such trial.
    package func trial(_ trial: Trial.ID, asOf: Day? = nil) throws -> TrialReport {
        try read { snapshot in
            guard let head = try snapshot.head(of: trial.stream), !head.isVoid else {
                throw QueryError.notFound(trial.stream)
            }
            let checkpoint = try snapshot.checkpoint()
            let source = TrialFigures(trial: trial, snapshot: snapshot)
            let main = try source.main()
            return TrialReport(
                asOf: asOf?.description, knownAt: checkpoint.position, position: checkpoint.position,
                hash: checkpoint.hash.hexadecimal, trial: trial.text, label: main.title ?? trial.text,
                status: main.status, outcomes: try source.overall(), devices: try source.devices(),
                sites: try source.sites(), endpoints: try source.endpoints(),
                subjects: try source.subjects(planned: main.plannedSubjects),
                deviations: try source.deviations(), feedback: try source.feedback(),
                safety: try source.safety())
        }
    }
}
