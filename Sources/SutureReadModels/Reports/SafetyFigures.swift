import SutureDomain
import SutureJSON

/// The queries of a safety report. `?1` is the trial and `?2` the device in all of them, NULL where all are meant; of a
/// set the members count too.
struct SafetyFigures {
    let trial: Trial.ID?
    let device: Device.ID?
    let snapshot: Snapshot

    private static let isMeant = """
        (?1 IS NULL OR t.trial = ?1) AND (?2 IS NULL OR t.device = ?2 OR t.device IN (
            SELECT e.value FROM device d JOIN json_each(d.members) e WHERE d.id = ?2))
        """
    private static let regime = "coalesce(r.regime, t.regime)"
    private static let toDevice = SafetyClass.gravest("to_device", of: "t")

    /// Those that come first by id.
    func events() throws -> [SafetyReport.Event] {
        let sql = """
            SELECT t.id, t.term, substr(t.description, 1, \(SafetyReport.descriptionCharacterCountMax)),
                t.trial, t.site, t.affected, t.subject, t.device, coalesce(d.name, t.device), t.onset,
                t.aware_at, t.severity, t.criteria, t.outcome, t.status, \(SafetyFigures.toDevice),
                \(SafetyClass.gravest("to_procedure", of: "t")), \(SafetyClass.anticipated("t")),
                \(SafetyClass.serious("t")), \(SafetyClass.ade("t")), \(SafetyClass.sade("t")),
                \(SafetyClass.usade("t")), \(SafetyFigures.regime)
            FROM adverse_event t LEFT JOIN trial r ON r.id = t.trial LEFT JOIN device d ON d.id = t.device
            WHERE \(SafetyFigures.isMeant) ORDER BY t.id LIMIT \(SafetyReport.lineCountMax)
            """
        return try list(sql) { row in
            SafetyReport.Event(
                event: row.text(at: 0), term: row.optionalText(at: 1), description: row.optionalText(at: 2),
                trial: row.optionalText(at: 3), site: row.optionalText(at: 4),
                affected: row.optionalText(at: 5), subject: row.optionalText(at: 6),
                device: row.optionalText(at: 7), label: row.optionalText(at: 8),
                onset: row.optionalText(at: 9), awareAt: row.optionalText(at: 10),
                severity: row.optionalText(at: 11), criteria: row.list(at: 12),
                outcome: row.optionalText(at: 13), status: row.optionalText(at: 14),
                toDevice: row.optionalText(at: 15), toProcedure: row.optionalText(at: 16),
                anticipated: row.value(at: 17).int64.map { $0 != 0 }, serious: row.integer(at: 18) != 0,
                ade: row.integer(at: 19) != 0, sade: row.integer(at: 20) != 0,
                usade: row.integer(at: 21) != 0, regime: row.optionalText(at: 22))
        }
    }

    /// Those that come first by id.
    func deficiencies() throws -> [SafetyReport.Deficiency] {
        let sql = """
            SELECT t.id, t.type, substr(t.description, 1, \(SafetyReport.descriptionCharacterCountMax)),
                t.trial, t.device, coalesce(d.name, t.device), t.could_have_led_to_serious_event,
                t.adverse_event, t.status
            FROM deficiency t LEFT JOIN device d ON d.id = t.device
            WHERE \(SafetyFigures.isMeant) ORDER BY t.id LIMIT \(SafetyReport.lineCountMax)
            """
        return try list(sql) { row in
            SafetyReport.Deficiency(
                deficiency: row.text(at: 0), type: row.optionalText(at: 1),
                description: row.optionalText(at: 2), trial: row.optionalText(at: 3),
                device: row.optionalText(at: 4), label: row.optionalText(at: 5),
                couldHaveLedToSeriousEvent: row.integer(at: 6) != 0, adverseEvent: row.optionalText(at: 7),
                status: row.optionalText(at: 8))
        }
    }

    /// Graver ones first.
    func summary() throws -> [SafetyReport.Group] {
        let sql = """
            SELECT t.severity, \(SafetyClass.serious("t")) AS serious, \(SafetyFigures.toDevice) AS causality,
                t.device, coalesce(d.name, t.device), count(*)
            FROM adverse_event t LEFT JOIN device d ON d.id = t.device
            WHERE \(SafetyFigures.isMeant) GROUP BY 1, 2, 3, 4
            ORDER BY 2 DESC,
                CASE t.severity WHEN 'severe' THEN 0 WHEN 'moderate' THEN 1 WHEN 'mild' THEN 2 ELSE 3 END,
                CASE causality WHEN 'causal' THEN 0 WHEN 'probable' THEN 1 WHEN 'possible' THEN 2
                    WHEN 'not_related' THEN 4 ELSE 3 END, 4
            """
        return try list(sql) { row in
            SafetyReport.Group(
                severity: row.optionalText(at: 0), serious: row.integer(at: 1) != 0,
                causality: row.optionalText(at: 2), device: row.optionalText(at: 3),
                label: row.optionalText(at: 4), count: row.integer(at: 5))
        }
    }

    func totals(duties: [SafetyDuty]) throws -> SafetyReport.Totals {
        let deficiencyCount = try list(
            "SELECT count(*) FROM deficiency t WHERE \(SafetyFigures.isMeant)"
        ) { $0.integer(at: 0) }
        let sql = """
            SELECT count(*), count(*) FILTER (WHERE \(SafetyClass.serious("t"))),
                count(*) FILTER (WHERE \(SafetyClass.ade("t"))),
                count(*) FILTER (WHERE \(SafetyClass.sade("t"))),
                count(*) FILTER (WHERE \(SafetyClass.usade("t"))),
                count(*) FILTER (WHERE \(SafetyClass.serious("t")) AND \(SafetyFigures.toDevice) IS NULL)
            FROM adverse_event t WHERE \(SafetyFigures.isMeant)
            """
        let counts = try list(sql) { row in (0..<6).map { row.integer(at: $0) } }.first ?? []
        let count = { (index: Int) in counts.indices.contains(index) ? counts[index] : 0 }
        return SafetyReport.Totals(
            events: count(0), serious: count(1), ade: count(2), sade: count(3), usade: count(4),
            unassessed: count(5), deficiencies: deficiencyCount.first ?? 0,
            duties: SafetyReport.DutyTally(duties))
    }

    /// Everything that the regimes ask for, in the order of the events.
    func duties(at now: Instant) throws -> [SafetyDuty] {
        let isReportable = """
            \(SafetyFigures.regime) = 'nmpa_2022' AND \(SafetyClass.serious("t")) AND \(SafetyFigures.isMeant)
            """
        let from = "FROM adverse_event t LEFT JOIN trial r ON r.id = t.trial"
        var events = try list(
            """
            SELECT t.id, t.trial, t.aware_at, t.criteria, \(SafetyClass.ade("t")) \(from)
            WHERE \(isReportable) ORDER BY t.id
            """
        ) { row in
            ReportableEvent(
                event: row.text(at: 0), trial: row.optionalText(at: 1),
                awareAt: row.optionalText(at: 2).flatMap { Instant($0) }, criteria: row.list(at: 3),
                isDeviceRelated: row.integer(at: 4) != 0)
        }
        let places = Dictionary(
            uniqueKeysWithValues: events.enumerated().map { ($0.element.event, $0.offset) })
        let notifications = """
            SELECT t.id, n.by, n.recipient, n.at \(from)
            JOIN adverse_event_notification n ON n.adverse_event = t.id WHERE \(isReportable)
            """
        try rows(notifications) { row in
            guard let place = places[row.text(at: 0)], let at = Instant(row.text(at: 3)) else { return }
            events[place].notifications.append(
                ReportableEvent.Notification(by: row.text(at: 1), recipient: row.text(at: 2), at: at))
        }
        return events.flatMap { $0.duties(at: now) }
    }

    private func rows(_ sql: String, _ look: (RowOnStatement) throws -> Void) throws {
        try snapshot.forEachRow(sql: sql, [trial, device], look)
    }

    private func list<Element>(_ sql: String, _ element: (RowOnStatement) -> Element) throws -> [Element] {
        var result: [Element] = []
        try rows(sql) { result.append(element($0)) }
        return result
    }
}
