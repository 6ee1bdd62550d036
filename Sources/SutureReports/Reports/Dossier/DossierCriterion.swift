import SutureDomain

/// A criterion of an assessment with what speaks for one unit, and how it was scored.
struct DossierCriterion {
    let criterion: String
    let title: String
    /// Which records of a unit speak for it.
    let kind: String?
    let weight: String?
    let maximum: String?
    let evidence: [DossierEvidence]
    let scores: [[ReportCell]]

    static let type = ReportType(
        "DossierCriterion", "A criterion with what speaks for the unit.",
        [
            .has("criterion", .text), .has("title", .text),
            .may("kind", .text, "Which records of a unit speak for it (objectives, projects)."),
            .may("weight", .text), .may("maximum", .text), .has("evidence", .rows(DossierEvidence.type)),
            .has(
                "scores",
                .rows(
                    ReportType(
                        "DossierScore", "How an expert scored a unit by a criterion.",
                        [
                            .may("expert", .id, "Absent where the expert is not named."),
                            .may("label", .text, "What the expert is called."),
                            .may("score", .text, "A decimal number."), .may("comment", .text),
                            .has("date", .date),
                        ]))),
        ])

    var cells: [ReportCell] {
        [
            .text(criterion), .text(title), ReportCell(kind), ReportCell(weight), ReportCell(maximum),
            .rows(evidence.map(\.cells)), .rows(scores),
        ]
    }

    /// - Parameter both: the assessment and the unit.
    static func all(of both: [ReportCell], in source: any ReportSource) throws -> [DossierCriterion] {
        let sources = DossierSources(unit: both[1], source: source)
        var evidence: [String: [DossierEvidence]] = [:]
        let sql = """
            SELECT criterion, title, evidence, weight, maximum FROM assessment_criterion
            WHERE assessment = ?1 AND replaced_on IS NULL AND title IS NOT NULL ORDER BY ordinal
            """
        return try source.rows(sql, [both[0]]) { row in
            let kind = row.optionalText(at: 2)
            if let kind, evidence[kind] == nil { evidence[kind] = try sources.evidence(kind) }
            let criterion = row.text(at: 0)
            return DossierCriterion(
                criterion: criterion, title: row.text(at: 1), kind: kind, weight: row.optionalText(at: 3),
                maximum: row.optionalText(at: 4), evidence: kind.flatMap { evidence[$0] } ?? [],
                scores: try scores(of: both + [.text(criterion)], in: source))
        }
    }

    private static func scores(
        of criterion: [ReportCell], in source: any ReportSource
    ) throws -> [[ReportCell]] {
        let sql = """
            SELECT s.expert, \(source.label(of: Person.self, id: "s.expert")), s.score, s.comment, s.scored_on
            FROM assessment_score s WHERE s.assessment = ?1 AND s.unit = ?2 AND s.criterion = ?3 ORDER BY s.entry
            """
        return try source.rows(sql, criterion) { row in
            (0..<5).map { ReportCell(row.optionalText(at: $0)) }
        }
    }

    /// `C1 Positioning (objectives, weight 30, maximum 10)`
    static func title(of criterion: Shown) -> String {
        let facts = [
            criterion.kind.text, criterion.weight.after("weight "), criterion.maximum.after("maximum "),
        ].filter { !$0.isEmpty }
        let note = facts.isEmpty ? "" : " (\(facts.joined(separator: ", ")))"
        return "\(criterion.criterion) \(criterion.title)\(note)"
    }
}
