/// Finds what a dossier still needs, in the order in which an assessment goes.
struct DossierGaps {
    let unit: String
    let isParticipant: Bool
    let criteria: [DossierCriterion]
    let hasMaterials: Bool
    let wasVisited: Bool
    let hasOpinions: Bool
    let hasResult: Bool
    let isReleased: Bool

    /// What is missing: a word for it, the criterion that it is about, if about one, and a sentence.
    private typealias Gap = [ReportCell]

    static let type = ReportType(
        "DossierGap", "What a dossier still needs.",
        [
            .has(
                "what",
                .choice([
                    "participation", "criteria", "evidence", "objective", "materials", "visit", "score",
                    "opinion", "result", "release",
                ])), .may("criterion", .text, "Of which criterion, if of one."),
            .has("message", .text, "A sentence."),
        ])

    /// For rows of ``type``.
    var all: [[ReportCell]] {
        participation + criteria.flatMap { evidence(for: $0) } + judgements
            + criteria.flatMap { scores(of: $0) }
            + results
    }

    private var participation: [Gap] {
        var gaps: [Gap] = []
        if !isParticipant {
            gaps.append(["participation", nil, "\(unit) does not take part yet."])
        }
        if criteria.isEmpty {
            gaps.append(["criteria", nil, "The assessment has no criteria."])
        }
        return gaps
    }

    private func evidence(for criterion: DossierCriterion) -> [Gap] {
        let id = criterion.criterion
        guard let kind = criterion.kind else {
            let message = "\(id) (\(criterion.title)) does not say which records speak for it."
            return [["evidence", .text(id), .text(message)]]
        }
        guard !criterion.evidence.isEmpty else {
            let records = kind.split(separator: "_").joined(separator: " ")
            let message = "Nothing of \(unit) speaks for \(id) (\(criterion.title)): it has no \(records)."
            return [["evidence", .text(id), .text(message)]]
        }
        return criterion.evidence.filter { $0.entry != nil && $0.status == "open" }.map { open in
            [
                "objective", .text(id),
                .text("\(open.entry ?? "") (\(open.label)) has not been completed."),
            ]
        }
    }

    private var judgements: [Gap] {
        var gaps: [Gap] = []
        if !hasMaterials {
            gaps.append(["materials", nil, "No materials have been submitted."])
        }
        if !wasVisited {
            gaps.append(["visit", nil, "There has been no visit on site."])
        }
        return gaps
    }

    private func scores(of criterion: DossierCriterion) -> [Gap] {
        guard criterion.scores.isEmpty else { return [] }
        let message = "\(criterion.criterion) (\(criterion.title)) has not been scored."
        return [["score", .text(criterion.criterion), .text(message)]]
    }

    private var results: [Gap] {
        var gaps: [Gap] = []
        if !hasOpinions {
            gaps.append(["opinion", nil, "The experts have given no opinion."])
        }
        if !hasResult {
            gaps.append(["result", nil, "The result has not been determined."])
        } else if !isReleased {
            gaps.append(["release", nil, "The result has not been released."])
        }
        return gaps
    }
}
