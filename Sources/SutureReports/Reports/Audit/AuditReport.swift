package import SutureDomain
package import SutureJSON

/// Who recorded what. The read models know no actors, the log does.
package enum AuditReport: LogReport {
    static let lateDaysDefault: Int64 = 30

    package static let name = "audit"
    package static let abstract =
        "Who recorded what; what was voided, corrected, unlocked or erased; what came late."
    package static let documentation = """
        Who recorded what: events counted by account and type, and those that an auditor looks at one by one. The log is read in \
        pages: the first begins at its start or at since, and each says where the next one begins. Counts and entries are those \
        of the page; whoever wants all adds them up, asking with the first page's knownAt.
        """
    package static let refusal: String? = "InvalidParameter for a kind or a type that there is not"
    package static let csvHelp = "Print the events that are listed as comma-separated values."

    package static let parameters = [
        LogReports.actor, LogReports.kind, LogReports.type, LogReports.since, LogReports.until,
        ReportParameter(
            "lateDays", .count(0...Int64.max), isOptional: true,
            "What was recorded more than so many days after it happened is late; \(lateDaysDefault) if left out.",
            said: .optionElse(lateDaysDefault),
            help: "What was recorded more than so many days after it happened is late.", valueName: "days"),
        ReportParameter(
            "list", .choice(["marked", "all"]), isOptional: true,
            "What to list: marked events (if left out), or all.", said: .flag("events", for: "all"),
            help: "List every event, not only those that an auditor looks at."), LogReports.start,
        LogReports.limit,
    ]

    package static let sections: [ReportSection] = [
        .rows(
            "counts", countType,
            tally: ReportTally(
                by: ["actor", "onBehalfOf", "kind", "type"], sums: ["count", "late"], latest: ["last"])),
        .rows("entries", AuditedEvent.type),
    ]

    private static let countType = ReportType(
        "AuditCount", "How many events of a type an account recorded.",
        .has(
            "actor", .text,
            "The account by its name; by its number (uid 1000) where the system knew no name."),
        .may("onBehalfOf", .record, "The person for whom a service acted, as person/ID."),
        .has("kind", .text, "Of the record."),
        .has("type", .text, "Of the event (trial.outcome-logged)."),
        .has("count", .count), .has("late", .count, "Those of them that were recorded late."),
        .has("first", .instant, "When the first and the last of them were recorded."),
        .has("last", .instant))

    package static func layout(of question: JSONObject) -> ReportLayout {
        // A list of all events names their versions too.
        let listsAll = question["list"] == "all"
        let names =
            ["position", "recordedAt", "actor", "onBehalfOf", "role", "record"]
            + (listsAll ? ["version"] : [])
            + ["type", "occurredOn", "delayDays", "marks", "voids", "replacedBy", "reason"]
        let columns = names.map { ReportColumn(stringLiteral: $0) }
        return ReportLayout(
            blocks: [
                .table(
                    ReportTable(
                        "", "counts",
                        [
                            "actor", ReportColumn("for", "onBehalfOf"), "type",
                            ReportColumn("events", "count"), "late", ReportColumn("first recorded", "first"),
                            ReportColumn("last recorded", "last"),
                        ], showsNoRows: true, isSorted: true)),
                .table(
                    ReportTable("", "entries", columns, titled: { "events (\($0.entries.rows.count))" })),
            ], csv: [ReportTable("", "entries", columns)])
    }

    /// What is counted and listed of a stretch of the log.
    package struct Page: LogReportPage {
        /// No page holds more metadata than this, unless a single event does: its entries repeat much of it.
        static var metadataByteCountMax: Int { 4 * 1024 * 1024 }
        /// No page has more counts.
        static var groupCountMax: Int { 10_000 }

        private struct Group: Hashable {
            let actor: EventMetadata.Actor
            let type: String
        }

        private struct Count {
            var count: Int64 = 0
            var late: Int64 = 0
            let first: Instant
            var last: Instant
        }

        private let lateDays: Int64
        private let listsAll: Bool
        private let entryCountMax: Int
        private let day: @Sendable (Instant) -> Day
        private var counts: [Group: Count] = [:]
        private var entries: [JSONObject] = []
        private var metadataByteCount = 0

        package init(
            _ question: ReportQuestion, entryCountMax: Int, day: @escaping @Sendable (Instant) -> Day
        ) {
            lateDays = question.integer("lateDays") ?? lateDaysDefault
            listsAll = question.text("list") == "all"
            self.entryCountMax = entryCountMax
            self.day = day
        }

        package var isFull: Bool {
            entries.count >= entryCountMax || metadataByteCount >= Page.metadataByteCountMax
                || counts.count >= Page.groupCountMax
        }

        package mutating func look(at event: some LoggedEvent) {
            let audited = AuditedEvent(event, lateDays: lateDays, day: day)
            let group = Group(actor: event.metadata.actor, type: event.type)
            var count = counts[group] ?? Count(first: event.recordedAt, last: event.recordedAt)
            count.count += 1
            if audited.marks.contains(.late) { count.late += 1 }
            count.last = event.recordedAt
            counts[group] = count
            guard listsAll || !audited.marks.isEmpty else { return }
            entries.append(audited.told)
            metadataByteCount += event.metadataByteCount
        }

        package func tell(
            _ told: inout ReportTold, from log: some LogOfReport, labels: [String: String]
        ) {
            let ordered = counts.sorted {
                ($0.key.actor.name, $0.key.actor.onBehalfOf ?? "", $0.key.type)
                    < ($1.key.actor.name, $1.key.actor.onBehalfOf ?? "", $1.key.type)
            }
            let rows = ordered.map { group, count in
                [
                    "actor": .string(group.actor.name), "onBehalfOf": JSONValue(group.actor.onBehalfOf),
                    "kind": .string(String(group.type.prefix { $0 != "." })), "type": .string(group.type),
                    "count": .integer(count.count), "late": .integer(count.late),
                    "first": .string(count.first.description), "last": .string(count.last.description),
                ] as JSONObject
            }
            told.tell("counts", rows)
            told.tell("entries", entries)
        }
    }
}
