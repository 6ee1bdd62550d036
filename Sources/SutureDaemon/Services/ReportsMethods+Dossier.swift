import SutureDomain
import SutureJSON
import SutureReadModels
import SutureVarlink

/// What speaks for a unit in an assessment.
extension ReportsMethods {
    private struct DossierParameters: Decodable {
        var assessment: String
        var unit: String
    }

    func dossier(_ call: VarlinkCall) async throws -> [UInt8] {
        let parameters = try QueryParameters.decode(MomentQuery<DossierParameters>.self, from: call)
        guard let assessment = Assessment.ID(parameters.assessment), assessment.isOfOwnKind else {
            throw VarlinkError.invalidParameter("assessment")
        }
        guard let unit = Unit.ID(parameters.unit), unit.isOfOwnKind else {
            throw VarlinkError.invalidParameter("unit")
        }
        return try await report(call, parameters) { reader, moment in
            let (within, both) = (
                ["assessment": assessment.text], ["assessment": assessment.text, "unit": unit.text]
            )
            return try SentReport.bytes(
                of: reader.dossier(of: unit, in: assessment, asOf: moment.asOf),
                listedBy: [
                    "criteria": .init("assessment-criterion", within),
                    "criteria.scores": .init("assessment-score", both),
                    "materials": .init("assessment-material", both),
                    "reviews": .init("assessment-review", both),
                    "opinions": .init("assessment-opinion", both),
                ], hints: ReportsMethods.dossierHints)
        }
    }

    /// Each criterion has evidence of its own kind, and what is missing is worked out.
    static let dossierHints = [
        "criteria.evidence":
            "by its kind it is listed by unit-objective, unit-contribution and project-unit, where unit is the unit, by student, where "
            + "programme or school is, and by instructor, where school is",
        "missing":
            "it follows from the other sections: criteria without evidence or scores, and objectives (unit-objective, where unit is the "
            + "unit) without completedOn",
    ]
}
