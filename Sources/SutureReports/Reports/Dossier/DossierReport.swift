package import SutureDomain
package import SutureJSON

/// What speaks for one unit in an assessment, how it was judged, and what is missing.
package enum DossierReport: Report {
    package static let name = "dossier"
    package static let abstract =
        "What speaks for a unit in an assessment, how it was judged, and what is missing."
    package static let documentation = """
        What speaks for one unit in an assessment, criterion by criterion, how it was judged, and what is missing. The unit need \
        not take part yet.
        """

    package static let parameters = [
        ReportParameter("assessment", .id(Assessment.self), "The id of the assessment."),
        ReportParameter(
            "unit", .id(Unit.self), "The id of the unit.", said: .option, help: "The unit.", valueName: "id"),
    ]

    package static let sections: [ReportSection] = [
        .facts(
            .has("assessment", .id), .has("label", .text, "What the assessment is called."),
            .may("organiser", .id, "The institution that assesses."), .may("year", .count),
            .may("status", .text, "announced or released."), .has("unit", .id),
            .has("unitLabel", .text, "What the unit is called."),
            .may("enteredOn", .date, "Since when the unit takes part; absent while it does not."),
            sql: """
                SELECT ?1, coalesce(a.title, ?1), a.organiser, a.year, a.status, ?2, coalesce(u.name, ?2), p.entered_on
                FROM (SELECT 1) LEFT JOIN assessment a ON a.id = ?1 LEFT JOIN unit u ON u.id = ?2
                LEFT JOIN assessment_unit p ON p.assessment = ?1 AND p.unit = ?2
                """),
        .rows(
            "criteria", DossierCriterion.type, elsewhere: .view("assessment-criterion", where: ["assessment"])
        ),
        .rows(
            "materials",
            ReportType(
                "DossierMaterials", "What a unit handed in.", .has("items", .texts), .has("date", .date)),
            elsewhere: .view("assessment-material", where: ["assessment", "unit"]),
            sql: of("SELECT items, submitted_on FROM assessment_material")),
        .rows(
            "reviews",
            ReportType(
                "DossierReview",
                "When experts looked at the materials (materials) or at the unit on its site (on_site).",
                .has("type", .text), .has("experts", .texts), .may("finding", .text), .has("date", .date)),
            elsewhere: .view("assessment-review", where: ["assessment", "unit"]),
            sql: of("SELECT type, experts, finding, reviewed_on FROM assessment_review")),
        .rows(
            "opinions",
            ReportType(
                "DossierOpinion", "What the experts as a body think.",
                .has("unanimous", .flag), .has("recommendation", .text), .has("aspects", .texts),
                .has("date", .date)), elsewhere: .view("assessment-opinion", where: ["assessment", "unit"]),
            sql: of("SELECT unanimous, recommendation, aspects, recorded_on FROM assessment_opinion")),
        .facts(
            .may(
                "result",
                .group(
                    ReportType(
                        "DossierResult", "How a unit did.",
                        .has("rating", .text), .may("rank", .count), .may("determinedOn", .date),
                        .may("releasedOn", .date, "Absent while the results are not released.")))),
            sql: """
                SELECT u.rating, u.rank, u.determined_on, a.released_on
                FROM (SELECT 1) LEFT JOIN assessment_unit u ON u.assessment = ?1 AND u.unit = ?2
                LEFT JOIN assessment a ON a.id = u.assessment
                """),
        .rows(
            "missing", DossierGaps.type,
            elsewhere: .hint(
                "it follows from the other sections: criteria without evidence or scores, and objectives (unit-objective, where unit is the "
                    + "unit) without completedOn")),
    ]

    private static func of(_ selection: String) -> String {
        "\(selection) WHERE assessment = ?1 AND unit = ?2 ORDER BY entry"
    }

    package static func work(
        _ told: inout ReportTold, in source: any ReportSource, now: Instant, day: Day
    ) throws {
        let both = told.question.arguments
        let criteria = try DossierCriterion.all(of: both, in: source)
        told.tell("criteria", criteria)
        told.tell("missing", try DossierGaps(of: both, criteria, in: source).all)
    }

    package static func layout(of question: JSONObject) -> ReportLayout {
        ReportLayout(
            title: { "assessment \($0.assessment): \($0.label)" },
            blocks: [
                .facts([
                    ReportFact("unit") { "\($0.unit): \($0.unitLabel)" }, "organiser", "year", "status",
                    ReportFact("entered on", "enteredOn"), ReportFact("rating", "result.rating"),
                    ReportFact("rank", "result.rank"), ReportFact("released on", "result.releasedOn"),
                ]),
                .each(
                    "criteria",
                    [
                        .lines { [DossierCriterion.title(of: $0)] }, .table(ReportTable("", "evidence")),
                        .table(ReportTable("", "scores")),
                        .lines { $0.evidence.rows.isEmpty && $0.scores.rows.isEmpty ? ["nothing"] : [] },
                    ]),
            ] + ["materials", "reviews", "opinions", "missing"].map { .table(ReportTable($0, $0)) },
            csv: csv)
    }
}

// MARK: Comma-separated values

extension DossierReport {
    /// One list: evidence and scores by criterion, then everything else.
    private static let csv = ReportCSV([
        "section", "criterion", "record", "entry", "label", "status", "date", "detail", "amount",
    ]) { dossier in
        let unit = "unit/\(dossier.unit)"
        func line(
            _ section: String, of record: String, _ label: Shown, _ status: Shown?, _ date: Shown?,
            _ detail: Shown?, criterion: Shown? = nil
        ) -> [String] {
            [
                section, criterion?.text ?? "", record, "", label.text, status?.text ?? "", date?.text ?? "",
                detail?.text ?? "", "",
            ]
        }
        var lines: [[String]] = []
        for criterion in dossier.criteria.rows {
            lines += criterion.evidence.rows.map { row in
                ["evidence", criterion.criterion.text] + row.members.map { row[$0.name].text }
            }
            lines += criterion.scores.rows.map {
                line(
                    "score", of: $0.expert.after("person/"), $0.label, $0.score, $0.date, $0.comment,
                    criterion: criterion.criterion)
            }
        }
        lines += dossier.materials.rows.map { line("materials", of: unit, $0.items, nil, $0.date, nil) }
        lines += dossier.reviews.rows.map {
            line("review", of: unit, $0.finding, $0.type, $0.date, $0.experts)
        }
        lines += dossier.opinions.rows.map {
            line("opinion", of: unit, $0.aspects, $0.recommendation, $0.date, $0.unanimous)
        }
        let result = dossier.result
        if !result.rating.isEmpty {
            lines.append(line("result", of: unit, result.rating, nil, result.determinedOn, result.rank))
        }
        return lines
            + dossier.missing.rows.map {
                line("missing", of: "", $0.message, $0.what, nil, nil, criterion: $0.criterion)
            }
    }
}
