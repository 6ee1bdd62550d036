import SutureDomain
package import SutureJSON

/// What came of a trial: success by device, site and endpoint; subjects, deviations, feedback and safety.
package enum TrialReport: Report {
    package static let name = "trial"
    package static let abstract = "A trial's outcomes, subjects, deviations, feedback and safety."
    package static let documentation = """
        A trial: outcomes and success by device, site and endpoint; subjects, deviations, feedback and safety.
        """
    package static let csvHelp =
        "Print the outcomes as comma-separated values: of the trial, by device, site and endpoint."

    package static let parameters = [
        ReportParameter("trial", .id(Trial.self), "The id of the trial.", valueName: "id")
    ]

    package static let sections: [ReportSection] = [
        .facts(
            .has("trial", .id), .has("label", .text, "What the trial is called."), .may("status", .text),
            sql: """
                SELECT ?1, coalesce(t.title, ?1), t.status FROM (SELECT 1) LEFT JOIN trial t ON t.id = ?1
                """),
        .group(
            "outcomes", OutcomeTally.type,
            sql: "SELECT \(OutcomeTally.columnsSQL) FROM trial_outcome o WHERE o.trial = ?1"),
        .rows("devices", devices, elsewhere: .view("trial-device", where: ["trial"]), sql: devicesSQL),
        .rows("sites", sites, elsewhere: .view("trial-site", where: ["trial"]), sql: sitesSQL),
        .rows(
            "endpoints", endpoints, elsewhere: .view("trial-endpoint", where: ["trial"]), sql: endpointsSQL),
        .group("subjects", subjects, sql: subjectsSQL),
        .group(
            "deviations",
            ReportType(
                "Deviations", "Deviations by severity.",
                members: Trial.DeviationRecorded.Severity.countedWords),
            sql: Trial.DeviationRecorded.Severity.countsSQL("severity", "trial_deviation WHERE trial = ?1")),
        .group(
            "feedback",
            ReportType(
                "Feedback", "Feedback by sentiment.", members: Trial.FeedbackRecorded.Sentiment.countedWords),
            sql: Trial.FeedbackRecorded.Sentiment.countsSQL("sentiment", "trial_feedback WHERE trial = ?1")),
        .group("safety", safety, sql: safetySQL),
    ]

    package static func layout(of question: JSONObject) -> ReportLayout {
        ReportLayout(
            title: { "trial \($0.trial): \($0.label)\($0.status.after(", "))" },
            blocks: [
                .table(ReportTable("outcomes", "", OutcomeTally.shown)),
                by("device", "devices", ["device", "label", "type"]),
                by("site", "sites", ["site", "label", "enrolled"]),
                by("endpoint", "endpoints", ["endpoint", "title", "type"]),
                .facts([
                    "subjects", "deviations", "feedback", "safety",
                    ReportFact("withdrawn for") {
                        $0.subjects.withdrawals.rows.map { "\($0.cause) \($0.count)" }.joined(separator: ", ")
                    },
                ]),
            ],
            csv: [
                csv("trial", "", id: "trial", label: "label", type: false, enrolled: "subjects.enrolled"),
                csv("device", "devices", id: "device", label: "label"),
                csv("site", "sites", id: "site", label: "label", enrolled: "enrolled"),
                csv("endpoint", "endpoints", id: "endpoint", label: "title"),
            ])
    }

    /// Nothing where no row has a name, since such rows only repeat the whole.
    private static func by(_ word: String, _ path: String, _ columns: [ReportColumn]) -> ReportBlock {
        .table(ReportTable("outcomes by \(word)", path, columns + OutcomeTally.shown, needsNames: true))
    }

    private static func csv(
        _ by: String, _ path: String, id: String, label: String, type: Bool = true, enrolled: String? = nil
    ) -> ReportTable {
        ReportTable(
            "", path,
            [
                ReportColumn("by") { _ in by }, ReportColumn("id", id), ReportColumn("label", label),
                ReportColumn("type") { type ? $0.type.text : "" },
                ReportColumn("enrolled") { row in enrolled.map { row[$0].text } ?? "" },
            ] + OutcomeTally.all)
    }
}

// MARK: What is told

extension TrialReport {
    private static let outcomes = ReportMember.has("outcomes", .group(OutcomeTally.type))

    private static let devices = ReportType(
        "DeviceOutcomes", "What a device did. The outcomes of a set are its own and those of its members.",
        .has("device", .id), .has("label", .text, "What the device is called."), .may("type", .text),
        .has("members", .texts, "Of a set: the devices in it, each of which has its own entry too."),
        outcomes)

    /// The trial's devices, the members of its sets, and whatever else has outcomes.
    private static let devicesSQL = """
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

    private static let sites = ReportType(
        "SiteOutcomes", "What devices did at a site.",
        .may("site", .text, "Absent for outcomes without a site."), .may("institution", .id),
        .may("label", .text, "What the institution is called."),
        .has("enrolled", .count, "Subjects that were enrolled there."), outcomes)

    /// The trial's sites, wherever else subjects were enrolled or devices used, and outcomes without a site.
    private static let sitesSQL = """
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

    private static let endpoints = ReportType(
        "EndpointOutcomes", "What devices did as measured by an endpoint.",
        .may("endpoint", .text, "Absent for outcomes without an endpoint."), .may("title", .text),
        .may("type", .text), outcomes)

    /// The trial's endpoints, and the outcomes without one.
    private static let endpointsSQL = """
        WITH shown(endpoint) AS (
            SELECT endpoint FROM trial_endpoint WHERE trial = ?1
            UNION SELECT endpoint FROM trial_outcome WHERE trial = ?1)
        SELECT s.endpoint, t.title, t.type, \(OutcomeTally.columnsSQL)
        FROM shown s LEFT JOIN trial_endpoint t ON t.trial = ?1 AND t.endpoint = s.endpoint
        LEFT JOIN trial_outcome o ON o.trial = ?1 AND o.endpoint IS s.endpoint
        GROUP BY s.endpoint ORDER BY s.endpoint IS NULL, s.endpoint
        """

    private static let subjects = ReportType(
        "Subjects", "The subjects of a trial.",
        .may("planned", .count), .has("enrolled", .count, "All that ever were; the sum of the sites'."),
        .has("completed", .count), .has("withdrawn", .count),
        .has(
            "withdrawals",
            .rows(
                ReportType(
                    "Withdrawal", "How many subjects were withdrawn for a cause.",
                    .has("cause", .text), .has("count", .count)))))

    private static let subjectsSQL = """
        SELECT (SELECT planned_subjects FROM trial WHERE id = ?1), count(*) FILTER (WHERE enrolled_on IS NOT NULL),
            count(*) FILTER (WHERE status = 'completed'), count(*) FILTER (WHERE status = 'withdrawn'),
            (SELECT json_group_array(json_object('cause', c.cause, 'count', c.n)) FROM (
                SELECT coalesce(cause, 'other') AS cause, count(*) AS n FROM trial_subject
                WHERE trial = ?1 AND status = 'withdrawn' GROUP BY 1 ORDER BY 1) c)
        FROM trial_subject WHERE trial = ?1
        """

    private static let safety = ReportType(
        "SafetyCounts", "Adverse events and deficiencies of a trial.",
        .has("adverseEvents", .count), .has("serious", .count, "By any criterion."),
        .has("sade", .count, "Serious and related to the device in anyone's judgement."),
        .has(
            "usade", .count,
            "Serious, related to the device, and not anticipated in anyone's judgement."),
        .has("deficiencies", .count))

    private static let safetySQL = """
        SELECT count(*), count(*) FILTER (WHERE \(SafetyClass.serious("t"))),
            count(*) FILTER (WHERE \(SafetyClass.sade("t"))), count(*) FILTER (WHERE \(SafetyClass.usade("t"))),
            (SELECT count(*) FROM deficiency d WHERE d.trial = ?1)
        FROM adverse_event t WHERE t.trial = ?1
        """
}
