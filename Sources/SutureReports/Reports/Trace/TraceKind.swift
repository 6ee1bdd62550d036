/// A kind of record on the way from problem to application, and what is said of one.
struct TraceKind: Sendable {
    let name: String
    /// The column that says how far it is.
    let status: String
    /// The column that says when it began to matter; `nil`: none.
    let happenedOn: String?
    /// Selects what belongs to `?1` without having a record of its own: kind, label, count, date.
    var leavesSQL: String?

    /// In the order of the way.
    static let all = [
        TraceKind(name: "problem", status: "status", happenedOn: "raised_on"),
        TraceKind(name: "project", status: "status", happenedOn: "started_on"),
        TraceKind(name: "device", status: "stage", happenedOn: nil),
        TraceKind(
            name: "trial", status: "status", happenedOn: "started_on",
            leavesSQL: """
                SELECT 'outcome', result, count(*), NULL FROM trial_outcome WHERE trial = ?1
                GROUP BY result ORDER BY result
                """),
        TraceKind(name: "adverse-event", status: "status", happenedOn: "onset"),
        TraceKind(name: "deficiency", status: "status", happenedOn: "reported_on"),
        TraceKind(
            name: "achievement", status: "status", happenedOn: "recorded_on",
            leavesSQL: """
                SELECT 'application',
                    coalesce(i.name, a.hospital, '') || coalesce(': ' || nullif(a.effect, ''), ''),
                    a.volume, a.applied_on
                FROM achievement_application a LEFT JOIN institution i ON i.id = a.hospital
                WHERE a.achievement = ?1 ORDER BY a.entry
                """),
    ]

    static func named(_ name: some StringProtocol) -> TraceKind? { all.first { $0.name == name } }

    /// Selects label, status and date of the record `?1` (kind/ID); a row even where the record is missing.
    func recordSQL(in source: any ReportSource) -> String {
        """
        SELECT \(source.label(ofRecord: "?1")), t.\(status), \(happenedOn.map { "t.\($0)" } ?? "NULL")
        FROM (SELECT 1) LEFT JOIN \(table) t ON t.id = substr(?1, instr(?1, '/') + 1)
        """
    }

    /// Of the records of this kind.
    private var table: String { TraceKind.table(name) }

    static func table(_ kind: String) -> String { String(kind.map { $0 == "-" ? "_" : $0 }) }
}
