package import SutureDomain

extension ViewReader {
    /// Throws `QueryError.notFound` if there is no such trial.
    package func trial(_ trial: Trial.ID, _ heading: ReportHeading) throws -> TrialReport {
        try read { snapshot in
            guard try snapshot.version(of: trial.stream) != nil else {
                throw QueryError.notFound(trial.stream)
            }
            let source = TrialFigures(trial: trial, snapshot: snapshot)
            let main = try source.main()
            return TrialReport(
                asOf: heading.asOf?.description, knownAt: heading.knownAt, position: heading.position,
                hash: heading.hash.hexadecimal, trial: trial.text, label: main.title ?? trial.text,
                status: main.status, outcomes: try source.overall(), devices: try source.devices(),
                sites: try source.sites(), endpoints: try source.endpoints(),
                subjects: try source.subjects(planned: main.plannedSubjects),
                deviations: try source.deviations(), feedback: try source.feedback())
        }
    }
}
