package import SutureDomain

extension ViewReader {
    /// - Parameter asOf: the day that these views show, for the report to say so.
    ///
    /// Throws `QueryError.notFound` if there is no such assessment or unit. The unit need not take part yet: a dossier is
    /// for preparing, too.
    package func dossier(
        of unit: Unit.ID, in assessment: Assessment.ID, asOf: Day? = nil
    ) throws -> DossierReport {
        try read { snapshot in
            for stream in [assessment.stream, unit.stream] where try snapshot.head(of: stream) == nil {
                throw QueryError.notFound(stream)
            }
            let checkpoint = try snapshot.checkpoint()
            let figures = DossierFigures(unit: unit, assessment: assessment, snapshot: snapshot)
            let main = try figures.main()
            let participation = try figures.participation()
            let gaps = DossierGaps(
                unit: unit, isParticipant: participation != nil, criteria: try figures.criteria(),
                materials: try figures.materials(), reviews: try figures.reviews(),
                opinions: try figures.opinions(), result: participation?.result)
            return DossierReport(
                asOf: asOf?.description, knownAt: checkpoint.position, position: checkpoint.position,
                hash: checkpoint.hash.hexadecimal, assessment: assessment.text,
                label: main.label ?? assessment.text, organiser: main.organiser, year: main.year,
                status: main.status, unit: unit.text, unitLabel: try figures.unitLabel() ?? unit.text,
                enteredOn: participation?.enteredOn, criteria: gaps.criteria, materials: gaps.materials,
                reviews: gaps.reviews, opinions: gaps.opinions, result: gaps.result, missing: gaps.all)
        }
    }
}
