import SutureDomain
import SutureJSON

/// The queries of a dossier.
struct DossierFigures {
    let unit: Unit.ID
    let assessment: Assessment.ID
    let snapshot: Snapshot

    struct Main {
        var label: String?
        var organiser: String?
        var year: Int64?
        var status: String?
    }

    func main() throws -> Main {
        let sql = "SELECT title, organiser, year, status FROM assessment WHERE id = ?1"
        return try list(sql, [assessment]) { row in
            Main(
                label: row.optionalText(at: 0), organiser: row.optionalText(at: 1),
                year: row.value(at: 2).int64, status: row.optionalText(at: 3))
        }.first ?? Main()
    }

    func unitLabel() throws -> String? {
        try list("SELECT name FROM unit WHERE id = ?1", [unit]) { $0.optionalText(at: 0) }.first ?? nil
    }

    /// How the unit takes part; `nil` if it does not.
    func participation() throws -> (enteredOn: String?, result: DossierReport.Result?)? {
        try list(
            """
            SELECT u.entered_on, u.rating, u.rank, u.determined_on, a.released_on FROM assessment_unit u
            LEFT JOIN assessment a ON a.id = u.assessment WHERE u.assessment = ?1 AND u.unit = ?2
            """, [assessment, unit]
        ) { row in
            let result = row.optionalText(at: 1).map {
                DossierReport.Result(
                    rating: $0, rank: row.value(at: 2).int64, determinedOn: row.optionalText(at: 3),
                    releasedOn: row.optionalText(at: 4))
            }
            return (enteredOn: row.optionalText(at: 0), result: result)
        }.first
    }

    func criteria() throws -> [DossierReport.Criterion] {
        var evidence: [String: [DossierReport.Evidence]] = [:]
        return try list(
            """
            SELECT criterion, title, evidence, weight, maximum FROM assessment_criterion
            WHERE assessment = ?1 AND replaced_on IS NULL AND title IS NOT NULL ORDER BY ordinal
            """, [assessment]
        ) { row in
            let kind = row.optionalText(at: 2)
            if let kind, evidence[kind] == nil { evidence[kind] = try self.evidence(kind) }
            let criterion = row.text(at: 0)
            return DossierReport.Criterion(
                criterion: criterion, title: row.text(at: 1), kind: kind, weight: row.optionalText(at: 3),
                maximum: row.optionalText(at: 4), evidence: kind.flatMap { evidence[$0] } ?? [],
                scores: try scores(of: criterion))
        }
    }

    private func scores(of criterion: String) throws -> [DossierReport.Score] {
        let label = Label.sql(of: .reference(kind: Person.kind), id: "s.expert") ?? "s.expert"
        let sql = """
            SELECT s.expert, \(label), s.score, s.comment, s.scored_on FROM assessment_score s
            WHERE s.assessment = ?1 AND s.unit = ?2 AND s.criterion = ?3 ORDER BY s.entry
            """
        return try list(sql, [assessment, unit, criterion]) { row in
            DossierReport.Score(
                expert: row.optionalText(at: 0), label: row.optionalText(at: 1),
                score: row.optionalText(at: 2), comment: row.optionalText(at: 3), date: row.text(at: 4))
        }
    }

    func materials() throws -> [DossierReport.Materials] {
        try list(
            """
            SELECT items, submitted_on FROM assessment_material WHERE assessment = ?1 AND unit = ?2
            ORDER BY entry
            """, [assessment, unit]
        ) { DossierReport.Materials(items: $0.list(at: 0), date: $0.text(at: 1)) }
    }

    func reviews() throws -> [DossierReport.Review] {
        try list(
            """
            SELECT type, experts, finding, reviewed_on FROM assessment_review
            WHERE assessment = ?1 AND unit = ?2 ORDER BY entry
            """, [assessment, unit]
        ) { row in
            DossierReport.Review(
                type: row.text(at: 0), experts: row.list(at: 1), finding: row.optionalText(at: 2),
                date: row.text(at: 3))
        }
    }

    func opinions() throws -> [DossierReport.Opinion] {
        try list(
            """
            SELECT unanimous, recommendation, aspects, recorded_on FROM assessment_opinion
            WHERE assessment = ?1 AND unit = ?2 ORDER BY entry
            """, [assessment, unit]
        ) { row in
            DossierReport.Opinion(
                unanimous: row.integer(at: 0) != 0, recommendation: row.text(at: 1), aspects: row.list(at: 2),
                date: row.text(at: 3))
        }
    }

    func list<Element>(
        _ sql: String, _ arguments: [any ColumnValue], _ make: (RowOnStatement) throws -> Element
    ) throws -> [Element] {
        var result: [Element] = []
        try snapshot.forEachRow(sql: sql, arguments) { result.append(try make($0)) }
        return result
    }
}
