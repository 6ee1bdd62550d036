import SutureDomain
import SutureJSON

/// A criterion of an assessment with what speaks for one unit, and how it was scored.
enum DossierCriterion {
    static let type = ReportType(
        "DossierCriterion", "A criterion with what speaks for the unit.",
        .has("criterion", .text), .has("title", .text),
        .may("kind", .text, "Which records of a unit speak for it (objectives, projects)."),
        .may("weight", .text), .may("maximum", .text),
        .has(
            "evidence", .rows(DossierSources.type),
            elsewhere: .hint(
                "by its kind it is listed by unit-objective, unit-contribution and project-unit, where unit is the unit, by student, where "
                    + "programme or school is, and by instructor, where school is")),
        .has(
            "scores", .rows(score), elsewhere: .view("assessment-score", where: ["assessment", "unit"])))

    private static let score = ReportType(
        "DossierScore", "How an expert scored a unit by a criterion.",
        .may("expert", .id, "Absent where the expert is not named."),
        .may("label", .text, "What the expert is called."),
        .may("score", .text, "A decimal number."), .may("comment", .text), .has("date", .date))

    /// - Parameter both: the assessment and the unit.
    static func all(of both: [JSONValue], in source: any ReportSource) throws -> [JSONObject] {
        let sources = DossierSources(unit: both[1], source: source)
        var evidence: [String: [JSONObject]] = [:]
        let sql = """
            SELECT criterion, title, evidence, weight, maximum FROM assessment_criterion
            WHERE assessment = ?1 AND replaced_on IS NULL AND title IS NOT NULL ORDER BY ordinal
            """
        let scores = """
            SELECT s.expert, \(source.label(of: Person.self, id: "s.expert")), s.score, s.comment, s.scored_on
            FROM assessment_score s WHERE s.assessment = ?1 AND s.unit = ?2 AND s.criterion = ?3 ORDER BY s.entry
            """
        return try source.rows(Array(type.members.prefix(5)), sql, [both[0]]).map { criterion in
            var criterion = criterion
            let kind = criterion["kind"]?.string ?? ""
            let found = try evidence[kind] ?? sources.evidence(kind)
            evidence[kind] = found
            criterion["evidence"] = .array(found.map { .object($0) })
            criterion["scores"] = .array(
                try source.rows(score.members, scores, both + [criterion["criterion"] ?? .null]).map {
                    .object($0)
                })
            return criterion
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
