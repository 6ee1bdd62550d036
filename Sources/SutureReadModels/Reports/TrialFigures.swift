import SutureDomain
import SutureJSON

/// The queries of a trial's report. `?1` is the trial in all of them.
struct TrialFigures {
    let trial: Trial.ID
    let snapshot: Snapshot

    func main() throws -> (title: String?, status: String?, plannedSubjects: Int64?) {
        var main: (title: String?, status: String?, plannedSubjects: Int64?) = (nil, nil, nil)
        try rows("SELECT title, status, planned_subjects FROM trial WHERE id = ?1") { row in
            main = (row.optionalText(at: 0), row.optionalText(at: 1), row.value(at: 2).int64)
        }
        return main
    }

    func overall() throws -> OutcomeTally {
        try one("SELECT \(OutcomeTally.columnsSQL) FROM trial_outcome o WHERE o.trial = ?1") {
            OutcomeTally($0, from: 0)
        }
    }

    /// The trial's devices, the members of its sets, and whatever else has outcomes.
    func devices() throws -> [TrialReport.DeviceOutcomes] {
        let sql = """
            WITH own(device) AS (
                SELECT device FROM trial_device WHERE trial = ?1
                UNION SELECT device FROM trial_outcome WHERE trial = ?1),
            shown(device) AS (
                SELECT device FROM own
                UNION SELECT e.value FROM own JOIN device d ON d.id = own.device JOIN json_each(d.members) e)
            SELECT s.device, coalesce(d.name, s.device), d.type, coalesce(d.members, '[]'),
                \(OutcomeTally.columnsSQL)
            FROM shown s LEFT JOIN device d ON d.id = s.device
            LEFT JOIN trial_outcome o ON o.trial = ?1
                AND (o.device = s.device OR o.device IN (SELECT e.value FROM json_each(d.members) e))
            GROUP BY s.device ORDER BY s.device
            """
        return try list(sql) { row in
            TrialReport.DeviceOutcomes(
                device: row.text(at: 0), label: row.text(at: 1), type: row.optionalText(at: 2),
                members: row.list(at: 3), outcomes: OutcomeTally(row, from: 4))
        }
    }

    /// The trial's sites, wherever else subjects were enrolled or devices used, and the outcomes without a site.
    func sites() throws -> [TrialReport.SiteOutcomes] {
        let sql = """
            WITH shown(site) AS (
                SELECT site FROM trial_site WHERE trial = ?1
                UNION SELECT site FROM trial_subject WHERE trial = ?1 AND enrolled_on IS NOT NULL
                UNION SELECT site FROM trial_outcome WHERE trial = ?1)
            SELECT s.site, t.institution, coalesce(i.name, t.institution),
                (SELECT count(*) FROM trial_subject e
                    WHERE e.trial = ?1 AND e.site = s.site AND e.enrolled_on IS NOT NULL),
                \(OutcomeTally.columnsSQL)
            FROM shown s LEFT JOIN trial_site t ON t.trial = ?1 AND t.site = s.site
            LEFT JOIN institution i ON i.id = t.institution
            LEFT JOIN trial_outcome o ON o.trial = ?1 AND o.site IS s.site
            GROUP BY s.site ORDER BY s.site IS NULL, s.site
            """
        return try list(sql) { row in
            TrialReport.SiteOutcomes(
                site: row.optionalText(at: 0), institution: row.optionalText(at: 1),
                label: row.optionalText(at: 2), enrolled: row.integer(at: 3),
                outcomes: OutcomeTally(row, from: 4))
        }
    }

    /// The trial's endpoints, and the outcomes without one.
    func endpoints() throws -> [TrialReport.EndpointOutcomes] {
        let sql = """
            WITH shown(endpoint) AS (
                SELECT endpoint FROM trial_endpoint WHERE trial = ?1
                UNION SELECT endpoint FROM trial_outcome WHERE trial = ?1)
            SELECT s.endpoint, t.title, t.type, \(OutcomeTally.columnsSQL)
            FROM shown s LEFT JOIN trial_endpoint t ON t.trial = ?1 AND t.endpoint = s.endpoint
            LEFT JOIN trial_outcome o ON o.trial = ?1 AND o.endpoint IS s.endpoint
            GROUP BY s.endpoint ORDER BY s.endpoint IS NULL, s.endpoint
            """
        return try list(sql) { row in
            TrialReport.EndpointOutcomes(
                endpoint: row.optionalText(at: 0), title: row.optionalText(at: 1),
                type: row.optionalText(at: 2), outcomes: OutcomeTally(row, from: 3))
        }
    }

    func subjects(planned: Int64?) throws -> TrialReport.Subjects {
        let causes = """
            SELECT coalesce(cause, 'other'), count(*) FROM trial_subject
            WHERE trial = ?1 AND status = 'withdrawn' GROUP BY 1 ORDER BY 1
            """
        let withdrawals = try list(causes) {
            TrialReport.Withdrawal(cause: $0.text(at: 0), count: $0.integer(at: 1))
        }
        let sql = """
            SELECT count(*) FILTER (WHERE enrolled_on IS NOT NULL),
                count(*) FILTER (WHERE status = 'completed'),
                count(*) FILTER (WHERE status = 'withdrawn')
            FROM trial_subject WHERE trial = ?1
            """
        return try one(sql) { row in
            TrialReport.Subjects(
                planned: planned, enrolled: row.integer(at: 0), completed: row.integer(at: 1),
                withdrawn: row.integer(at: 2), withdrawals: withdrawals)
        }
    }

    func deviations() throws -> TrialReport.Deviations {
        let sql = """
            SELECT count(*) FILTER (WHERE severity = 'minor'), count(*) FILTER (WHERE severity = 'major')
            FROM trial_deviation WHERE trial = ?1
            """
        return try one(sql) {
            TrialReport.Deviations(minor: $0.integer(at: 0), major: $0.integer(at: 1))
        }
    }

    func feedback() throws -> TrialReport.Feedback {
        let sql = """
            SELECT count(*) FILTER (WHERE sentiment = 'acclaimed'),
                count(*) FILTER (WHERE sentiment = 'positive'),
                count(*) FILTER (WHERE sentiment = 'neutral'),
                count(*) FILTER (WHERE sentiment = 'negative')
            FROM trial_feedback WHERE trial = ?1
            """
        return try one(sql) { row in
            TrialReport.Feedback(
                acclaimed: row.integer(at: 0), positive: row.integer(at: 1), neutral: row.integer(at: 2),
                negative: row.integer(at: 3))
        }
    }

    func safety() throws -> TrialReport.Safety {
        let sql = """
            SELECT count(*), count(*) FILTER (WHERE \(SafetyClass.serious("t"))),
                count(*) FILTER (WHERE \(SafetyClass.sade("t"))),
                count(*) FILTER (WHERE \(SafetyClass.usade("t"))),
                (SELECT count(*) FROM deficiency d WHERE d.trial = ?1)
            FROM adverse_event t WHERE t.trial = ?1
            """
        return try one(sql) { row in
            TrialReport.Safety(
                adverseEvents: row.integer(at: 0), serious: row.integer(at: 1), sade: row.integer(at: 2),
                usade: row.integer(at: 3), deficiencies: row.integer(at: 4))
        }
    }

    private func rows(_ sql: String, _ look: (RowOnStatement) throws -> Void) throws {
        try snapshot.forEachRow(sql: sql, [trial], look)
    }

    private func list<Element>(_ sql: String, _ element: (RowOnStatement) -> Element) throws -> [Element] {
        var result: [Element] = []
        try rows(sql) { result.append(element($0)) }
        return result
    }

    /// An aggregate without GROUP BY has exactly one row.
    private func one<Element>(_ sql: String, _ element: (RowOnStatement) -> Element) throws -> Element {
        guard let only = try list(sql, element).first else {
            preconditionFailure("an aggregate returned no row: \(sql)")
        }
        return only
    }
}
