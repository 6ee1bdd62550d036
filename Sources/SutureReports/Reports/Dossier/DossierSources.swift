import SutureDomain
import SutureJSON

/// Where the evidence for a criterion is found.
struct DossierSources {
    let unit: JSONValue
    let source: any ReportSource

    static let type = ReportType(
        "DossierEvidence", "A record, or a part of one, that speaks for a unit.",
        .has("record", .record, "As kind/ID; the unit itself for what has no record of its own."),
        .may("entry", .text, "The id within that record, of what has one."), .has("label", .text),
        .may("status", .text), .may("date", .date, "When it came about, is due, or ended."),
        .may("detail", .text, "What else is to be known."), .may("amount", .money))

    /// What the unit's records have of this kind; nothing of a kind that this version does not know.
    func evidence(_ kind: String) throws -> [JSONObject] {
        guard let known = Assessment.EvidenceKind(rawValue: kind) else { return [] }
        return try source.rows(DossierSources.type.members, sql(of: known), [unit])
    }

    /// `?1` is the unit.
    private func sql(of kind: Assessment.EvidenceKind) -> String {
        switch kind {
        case .objectives: objectives(type: .objective)
        case .contents: objectives(type: .content)
        case .technologySpillover: contributions(type: .technologySpillover)
        case .publicService: contributions(type: .publicService)
        case .sustainability: contributions(type: .sustainability)
        case .industryPromotion: contributions(type: .industryPromotion)
        case .projects: DossierSources.projects
        case .training: training
        }
    }

    private func objectives(type: Unit.ObjectiveSet.Kind) -> String {
        """
        SELECT 'unit/' || o.unit, o.objective, coalesce(o.statement, o.objective),
            CASE WHEN o.completed_on IS NULL THEN 'open' ELSE 'completed' END, coalesce(o.completed_on, o.due),
            nullif(trim(coalesce(o.progress, CASE WHEN o.target IS NULL THEN '' ELSE '–' END)
                || coalesce(' of ' || o.target, '') || coalesce(' ' || o.unit_of_measure, '')), ''),
            NULL, NULL
        FROM unit_objective o WHERE o.unit = ?1 AND o.type = '\(type.rawValue)' ORDER BY o.objective
        """
    }

    private func contributions(type: Unit.ContributionRecorded.Kind) -> String {
        let recipient = source.label(of: Institution.self, id: "c.recipient")
        return """
            SELECT 'unit/' || c.unit, NULL, c.text, NULL, c.occurred_on,
                nullif(trim(coalesce(c.mode, '') || coalesce(' for ' || \(recipient), '')), ''),
                c.amount_minor_units, c.currency
            FROM unit_contribution c WHERE c.unit = ?1 AND c.type = '\(type.rawValue)' ORDER BY c.entry
            """
    }

    private static let projects = """
        SELECT 'project/' || u.project, NULL, coalesce(p.title, u.project), p.status,
            coalesce(p.ended_on, p.started_on, p.created_on),
            nullif(trim(CASE WHEN p.key_since IS NULL THEN '' ELSE 'key project' END
                || CASE WHEN p.cooperative THEN ' cooperative' ELSE '' END), ''), NULL, NULL
        FROM project_unit u LEFT JOIN project p ON p.id = u.project WHERE u.unit = ?1 ORDER BY u.project
        """

    /// Those who study in the unit as programme or school, and those whom it selected to instruct them.
    private var training: String {
        """
            SELECT 'student/' || s.id AS record, NULL, \(source.label(ofRecord: "'student/' || s.id")), s.status,
                coalesce(s.ended_on, s.enrolled_on), s.level, NULL, NULL
            FROM student s WHERE s.programme = ?1 OR s.school = ?1
            UNION ALL
            SELECT 'instructor/' || i.id, NULL, \(source.label(ofRecord: "'instructor/' || i.id")),
                CASE WHEN i.ended_on IS NULL THEN 'selected' ELSE 'ended' END, coalesce(i.ended_on, i.selected_on),
                'joint training instructor', NULL, NULL
            FROM instructor i WHERE i.school = ?1
            ORDER BY 1
        """
    }
}
