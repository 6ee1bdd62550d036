package import SutureDomain
package import SutureJSON

/// Harm and shortcomings of devices, in a trial, of one or of all, and who is to be told of them by when.
package enum SafetyReport: Report {
    /// Of each list; the totals count all, and the views page through them.
    package static let lineCountMax: Int64 = 5_000
    /// Of what happened a line shows no more; the record has all of it.
    package static let descriptionCharacterCountMax = 200

    package static let name = "safety"
    package static let abstract = "Adverse events and deficiencies, and what is due and late."
    package static let discussion = """
        What is due and what is late is told for this moment, or for the end of the day that --as-of names. A set \
        of devices stands for its members too.
        """
    package static let documentation =
        "Harm and shortcomings of devices: line listing, summary, and who is to be told by when."
    package static let csvHelp = "Print the adverse events as comma-separated values."

    package static let parameters = [
        ReportParameter(
            "trial", .id(Trial.self), isOptional: true, "Only what happened in this trial.", valueName: "id"),
        ReportParameter(
            "device", .id(Device.self), isOptional: true,
            "Only what happened with this device; of a set with its members too.",
            help: "Only what happened with this device.", valueName: "id"),
    ]

    package static let sections: [ReportSection] = [
        .facts(
            .has(
                "now", .instant,
                """
                The moment for which it is told what is due and what is late: the end of asOf, else the instant of knownAt, else \
                now. A position in knownAt is no time of the clock.
                """), .may("trial", .id), .may("device", .id), .has("totals", .group(totals))),
        .rows(
            "summary", group, "By severity, seriousness, causality and device, the graver ones first.",
            elsewhere: adverseEvents, sql: summarySQL),
        .rows(
            "duties", SafetyDuty.type,
            "What is overdue first, then what is due next; what was done in time is left out.",
            elsewhere: adverseEvents),
        .rows("events", event, rowCountMax: lineCountMax, elsewhere: adverseEvents, sql: eventsSQL),
        .rows(
            "deficiencies", deficiency, rowCountMax: lineCountMax,
            elsewhere: .view("deficiency", where: ["trial"]), sql: deficienciesSQL),
    ]

    /// With a set what happened with its members counts, too, so that no device is asked for.
    private static let adverseEvents = ReportElsewhere.view("adverse-event", where: ["trial"])

    package static func work(
        _ told: inout ReportTold, in source: any ReportSource, now: Instant, day: Day
    ) throws {
        let meant = told.question.arguments
        let duties = try reportableEvents(meant, in: source).flatMap { $0.duties(at: now) }
        let open = duties.byUrgency().filter { $0["status"] != .string(SafetyDuty.Status.met.rawValue) }
        let shown = open.prefix(Int(lineCountMax))
        var totals = try source.rows(totals.members.dropLast(), totalsSQL, meant)[0]
        totals["duties"] = .object(
            JSONObject(
                SafetyDuty.Status.allCases.map { ($0.rawValue, .integer(Int64(duties.duties($0).count))) }))
        told.tell("now", .string(now.description))
        told.tell("totals", .object(totals))
        told.tell("duties", shown)
        told.leaveOut(Int64(open.count - shown.count), of: "duties")
    }

    package static func layout(of question: JSONObject) -> ReportLayout {
        ReportLayout(
            title: { report in
                let meant = ["trial", "device"].map { report[$0].after("\($0) ") }.filter { !$0.isEmpty }
                return "safety" + (meant.isEmpty ? "" : " of " + meant.joined(separator: " and "))
            }, subtitle: { "what is due and late is told for \($0.now)" },
            blocks: [
                .facts(["totals", ReportFact("to be told") { $0.totals.duties.listed }]),
                .table(
                    ReportTable(
                        "summary", "summary",
                        ["severity", "serious", "causality", "device", "label", "count"])),
                .table(
                    ReportTable(
                        "to be told", "duties",
                        ["status", "due", "done", "event", "trial", "by", "recipient"])),
                .table(
                    ReportTable(
                        "", "events",
                        [
                            "event", "term", "trial", "subject", "device", "onset", "severity", "criteria",
                            "outcome", "toDevice", ReportColumn("class", safetyClass), "status",
                        ], titled: { whole("adverse events", "events", $0) })),
                .table(
                    ReportTable(
                        "", "deficiencies",
                        [
                            "deficiency", "type", "trial", "device", "couldHaveLedToSeriousEvent",
                            "adverseEvent", "status",
                        ], titled: { whole("deficiencies", "deficiencies", $0) })),
            ],
            csv: [ReportTable("", "events")],
            csvWarning: { report in
                let heading = whole("adverse events", "events", report)
                return heading == "adverse events" ? "" : heading
            })
    }

    /// Says so where a list is too long to be shown as a whole.
    private static func whole(_ title: String, _ list: String, _ report: Shown) -> String {
        let count = Int64(report[list].rows.count)
        guard let total = report.totals[list].number, total > count else { return title }
        return "\(title): the first \(count) of \(total)"
    }

    /// The gravest of what an event amounts to.
    @Sendable private static func safetyClass(_ event: Shown) -> String {
        let classes = [("usade", "USADE"), ("sade", "SADE"), ("serious", "SAE"), ("ade", "ADE")]
        return classes.first { event[$0.0].bool }?.1 ?? "AE"
    }
}

// MARK: Where it comes from

extension SafetyReport {
    /// `?1` is the trial and `?2` the device, NULL where all are meant; of a set the members count too.
    private static let isMeant = """
        (?1 IS NULL OR t.trial = ?1) AND (?2 IS NULL OR t.device = ?2 OR t.device IN (
            SELECT e.value FROM device d JOIN json_each(d.members) e WHERE d.id = ?2))
        """
    private static let regime = "coalesce(r.regime, t.regime)"
    private static let toDevice = SafetyClass.gravest("to_device", of: "t")

    private static let eventsSQL = """
        SELECT t.id, t.term, substr(t.description, 1, \(descriptionCharacterCountMax)), t.trial, t.site, t.affected,
            t.subject, t.device, coalesce(d.name, t.device), t.onset, t.aware_at, t.severity, t.criteria, t.outcome,
            t.status, \(toDevice), \(SafetyClass.gravest("to_procedure", of: "t")), \(SafetyClass.anticipated("t")),
            \(SafetyClass.serious("t")), \(SafetyClass.ade("t")), \(SafetyClass.sade("t")), \(SafetyClass.usade("t")),
            \(regime)
        FROM adverse_event t LEFT JOIN trial r ON r.id = t.trial LEFT JOIN device d ON d.id = t.device
        WHERE \(isMeant) ORDER BY t.id
        """

    private static let deficienciesSQL = """
        SELECT t.id, t.type, substr(t.description, 1, \(descriptionCharacterCountMax)), t.trial, t.device,
            coalesce(d.name, t.device), t.could_have_led_to_serious_event, t.adverse_event, t.status
        FROM deficiency t LEFT JOIN device d ON d.id = t.device WHERE \(isMeant) ORDER BY t.id
        """

    private static let summarySQL = """
        SELECT t.severity, \(SafetyClass.serious("t")) AS serious, \(toDevice) AS causality, t.device,
            coalesce(d.name, t.device), count(*)
        FROM adverse_event t LEFT JOIN device d ON d.id = t.device
        WHERE \(isMeant) GROUP BY 1, 2, 3, 4
        ORDER BY 2 DESC,
            CASE t.severity WHEN 'severe' THEN 0 WHEN 'moderate' THEN 1 WHEN 'mild' THEN 2 ELSE 3 END,
            CASE causality WHEN 'causal' THEN 0 WHEN 'probable' THEN 1 WHEN 'possible' THEN 2
                WHEN 'not_related' THEN 4 ELSE 3 END, 4
        """

    private static let totalsSQL = """
        SELECT count(*), count(*) FILTER (WHERE \(SafetyClass.serious("t"))),
            count(*) FILTER (WHERE \(SafetyClass.ade("t"))), count(*) FILTER (WHERE \(SafetyClass.sade("t"))),
            count(*) FILTER (WHERE \(SafetyClass.usade("t"))),
            count(*) FILTER (WHERE \(SafetyClass.serious("t")) AND \(toDevice) IS NULL),
            (SELECT count(*) FROM deficiency t WHERE \(isMeant))
        FROM adverse_event t WHERE \(isMeant)
        """

    /// What the regimes ask for follows from these, in their order.
    private static func reportableEvents(
        _ meant: [JSONValue], in source: any ReportSource
    ) throws -> [ReportableEvent] {
        let sql = """
            SELECT t.id, t.trial, t.aware_at, t.criteria, \(SafetyClass.ade("t")),
                (SELECT json_group_array(n.by || ' ' || n.recipient || ' ' || n.at)
                    FROM adverse_event_notification n WHERE n.adverse_event = t.id)
            FROM adverse_event t LEFT JOIN trial r ON r.id = t.trial
            WHERE \(regime) = 'nmpa_2022' AND \(SafetyClass.serious("t")) AND \(isMeant) ORDER BY t.id
            """
        return try source.rows(sql, meant) { row in
            ReportableEvent(
                event: row.text(at: 0), trial: row.optionalText(at: 1),
                awareAt: row.optionalText(at: 2).flatMap { Instant($0) }, criteria: row.list(at: 3),
                isDeviceRelated: row.integer(at: 4) != 0, notifications: row.list(at: 5))
        }
    }
}

// MARK: What is told

extension SafetyReport {
    private static let event = ReportType(
        "SafetyEvent",
        "An adverse event in a line. What it amounts to is derived; where parties differ, the graver judgement counts.",
        .has("event", .id, "The id of the adverse event."), .may("term", .text),
        .may(
            "description", .text, "The first \(descriptionCharacterCountMax) characters of what happened."
        ), .may("trial", .id), .may("site", .text), .may("affected", .text), .may("subject", .text),
        .may("device", .id), .may("label", .text, "What the device is called."), .may("onset", .date),
        .may("awareAt", .instant), .may("severity", .text), .has("criteria", .texts),
        .may("outcome", .text), .may("status", .text),
        .may("toDevice", .text, "By the gravest judgement; absent where there is none."),
        .may("toProcedure", .text),
        .may("anticipated", .flag, "Whether every party that judged it had foreseen it."),
        .has("serious", .flag), .has("ade", .flag), .has("sade", .flag), .has("usade", .flag),
        .may("regime", .text, "Whose deadlines hold: the trial's, or the event's own."))

    private static let deficiency = ReportType(
        "SafetyDeficiency", "A deficiency of a device in a line.",
        .has("deficiency", .id, "The id of the deficiency."), .may("type", .text),
        .may(
            "description", .text,
            "The first \(descriptionCharacterCountMax) characters of what was found."),
        .may("trial", .id), .may("device", .id), .may("label", .text, "What the device is called."),
        .has("couldHaveLedToSeriousEvent", .flag), .may("adverseEvent", .id), .may("status", .text))

    private static let group = ReportType(
        "SafetyGroup", "How many adverse events are alike.",
        .may("severity", .text), .has("serious", .flag),
        .may(
            "causality", .text,
            "How it relates to the device, by the gravest judgement; absent where there is none."),
        .may("device", .id), .may("label", .text, "What the device is called."), .has("count", .count))

    private static let totals = ReportType(
        "SafetyTotals",
        "How many there are of each; the lists below show \(lineCountMax) of each kind at most.",
        .has("events", .count), .has("serious", .count), .has("ade", .count), .has("sade", .count),
        .has("usade", .count),
        .has("unassessed", .count, "Serious ones whose cause nobody has judged."),
        .has("deficiencies", .count),
        .has(
            "duties",
            .group(
                ReportType(
                    "DutyTally", "How many duties stand in which way.",
                    members: SafetyDuty.Status.allCases.map { .has($0.rawValue, .count) }))))
}
