import SutureDomain

/// Finds what a dossier still needs, in the order in which an assessment goes.
struct DossierGaps {
    let unit: Unit.ID
    let isParticipant: Bool
    let criteria: [DossierReport.Criterion]
    let materials: [DossierReport.Materials]
    let reviews: [DossierReport.Review]
    let opinions: [DossierReport.Opinion]
    let result: DossierReport.Result?

    private typealias Gap = DossierReport.Gap

    var all: [DossierReport.Gap] {
        participation + criteria.flatMap { evidence(for: $0) } + judgements
            + criteria.flatMap { scores(of: $0) }
            + results
    }

    private var participation: [Gap] {
        var gaps: [Gap] = []
        if !isParticipant {
            gaps.append(Gap(what: .participation, criterion: nil, message: "\(unit) does not take part yet."))
        }
        if criteria.isEmpty {
            gaps.append(Gap(what: .criteria, criterion: nil, message: "The assessment has no criteria."))
        }
        return gaps
    }

    private func evidence(for criterion: DossierReport.Criterion) -> [Gap] {
        let id = criterion.criterion
        guard let kind = criterion.kind else {
            let message = "\(id) (\(criterion.title)) does not say which records speak for it."
            return [Gap(what: .evidence, criterion: id, message: message)]
        }
        guard !criterion.evidence.isEmpty else {
            let records = kind.split(separator: "_").joined(separator: " ")
            let message = "Nothing of \(unit) speaks for \(id) (\(criterion.title)): it has no \(records)."
            return [Gap(what: .evidence, criterion: id, message: message)]
        }
        return criterion.evidence.filter { $0.entry != nil && $0.status == "open" }.map { open in
            Gap(
                what: .objective, criterion: id,
                message: "\(open.entry ?? "") (\(open.label)) has not been completed.")
        }
    }

    private var judgements: [Gap] {
        var gaps: [Gap] = []
        if materials.isEmpty {
            gaps.append(Gap(what: .materials, criterion: nil, message: "No materials have been submitted."))
        }
        if !reviews.contains(where: { $0.type == Assessment.Reviewed.Kind.onSite.rawValue }) {
            gaps.append(Gap(what: .visit, criterion: nil, message: "There has been no visit on site."))
        }
        return gaps
    }

    private func scores(of criterion: DossierReport.Criterion) -> [Gap] {
        guard criterion.scores.isEmpty else { return [] }
        let message = "\(criterion.criterion) (\(criterion.title)) has not been scored."
        return [Gap(what: .score, criterion: criterion.criterion, message: message)]
    }

    private var results: [Gap] {
        var gaps: [Gap] = []
        if opinions.isEmpty {
            gaps.append(Gap(what: .opinion, criterion: nil, message: "The experts have given no opinion."))
        }
        if result == nil {
            gaps.append(Gap(what: .result, criterion: nil, message: "The result has not been determined."))
        } else if result?.releasedOn == nil {
            gaps.append(Gap(what: .release, criterion: nil, message: "The result has not been released."))
        }
        return gaps
    }
}
