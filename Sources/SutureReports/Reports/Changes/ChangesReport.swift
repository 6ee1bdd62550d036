package import SutureDomain
package import SutureJSON

/// What changed between two moments of the log: each field that an event replaced or added, by whom and why.
package enum ChangesReport: LogReport {
    package static let name = "changes"
    package static let abstract = "What changed between two moments: record, old → new, who, when, why."
    package static let discussion =
        "Everything that was recorded since one moment and until another, or since ever and until now."
    package static let documentation = """
        What changed: the fields of every event that was recorded in a period, with what they held before. The log is read in \
        pages: the first begins at its start or at since, and each says where the next one begins.
        """
    package static let refusal: String? = "InvalidParameter for a kind or a type that there is not"

    package static let parameters = [
        LogReports.since, LogReports.until, LogReports.kind, LogReports.type, LogReports.actor,
        LogReports.start,
        LogReports.limit,
    ]

    package static let sections: [ReportSection] = [.rows("changes", change)]

    private static let change = ReportType(
        "Change", "A field of an event, or an event that has none.",
        .has("position", .count, "Of the event."), .has("recordedAt", .instant),
        .has("occurredOn", .date), .has("record", .record, "As kind/ID."),
        .may("label", .text, "What the record is called now."), .has("type", .text, "Of the event."),
        .may("field", .text),
        .may("old", .text, "What the field held before, where the event puts something in its place."),
        .may("new", .text), .has("actor", .text), .may("onBehalfOf", .record), .may("reason", .text),
        .may("voidedBy", .count, "The position of the event that has voided it since."))

    package static func layout(of question: JSONObject) -> ReportLayout {
        let names = [
            "recordedAt", "record", "label", "type", "occurredOn", "field", "old", "new", "actor",
            "onBehalfOf", "reason", "position", "voidedBy",
        ]
        let columns = names.map { ReportColumn(stringLiteral: $0) }
        return ReportLayout(
            title: { "changes (\($0.changes.rows.count))" },
            blocks: [.table(ReportTable("", "changes", columns))],
            csv: [ReportTable("", "changes", columns)])
    }

    /// The events of a stretch of the log.
    package struct Page: LogReportPage {
        /// What a page repeats of its events has no more bytes, unless a single event does.
        static var byteCountMax: Int { 2 * 1024 * 1024 }
        /// So many events are read for a page, to see what there was before, unless one record has more.
        static var storyEventCountMax: Int64 { 50_000 }

        private let changeCountMax: Int
        /// The places of events, by their record.
        private var positions: [String: [Int64]] = [:]
        private var changeCount = 0
        private var byteCount = 0
        private var storyEventCount: Int64 = 0

        package init(
            _ question: ReportQuestion, entryCountMax: Int, day: @escaping @Sendable (Instant) -> Day
        ) {
            changeCountMax = entryCountMax
        }

        package mutating func look(at event: some LoggedEvent) {
            // As many events of the record as its version says have to be read.
            if positions[event.stream] == nil { storyEventCount += event.version }
            positions[event.stream, default: []].append(event.position)
            let fieldCount = max(1, event.data?.memberCount ?? 1)
            changeCount += fieldCount
            byteCount += event.dataByteCount * 2 + event.metadataByteCount * fieldCount
        }

        package var isFull: Bool {
            changeCount >= changeCountMax || byteCount >= Page.byteCountMax
                || storyEventCount >= Page.storyEventCountMax
        }

        package var records: Set<String> { Set(positions.keys) }

        package func tell(
            _ told: inout ReportTold, from log: some LogOfReport, labels: [String: String]
        ) throws {
            var changes: [(position: Int64, row: JSONObject)] = []
            for (record, positions) in positions {
                let story = try log.story(of: record, through: positions.max() ?? 0)
                let changed = HistoryChanges(story)
                let wanted = Set(positions)
                for event in story {
                    guard let position = event["position"]?.int64, wanted.contains(position) else { continue }
                    let rows = Page.rows(of: event, changed.changes(of: event), record, labels[record])
                    changes += rows.map { (position, $0) }
                }
            }
            // Those of one event stay in their order.
            let ordered = changes.enumerated().sorted {
                ($0.element.position, $0.offset) < ($1.element.position, $1.offset)
            }
            told.tell("changes", ordered.map(\.element.row))
        }

        /// One for each field, and one for an event that has none.
        private static func rows(
            of event: JSONView, _ changes: [HistoryChanges.Change], _ record: String, _ label: String?
        ) -> [JSONObject] {
            func said(_ value: JSONValue?) -> JSONValue {
                let text = CellText.of(value)
                return text.isEmpty
                    ? .null : .string(text.cut(toByteCount: ReplyLimits.shortTextByteCountMax))
            }
            let metadata = event["metadata"]
            let actor = metadata?["actor"]
            let changes = changes.isEmpty ? [nil] : changes.map(Optional.init)
            return changes.map { change in
                [
                    "position": JSONValue(event["position"]?.int64),
                    "recordedAt": .string(CellText.of(event["recordedAt"])),
                    "occurredOn": .string(CellText.of(event["occurredOn"])), "record": .string(record),
                    "label": JSONValue(label), "type": .string(CellText.of(event["type"])),
                    "field": JSONValue(change?.field), "old": said(change?.old), "new": said(change?.new),
                    "actor": .string(actor?["user"]?.string ?? "uid \(CellText.of(actor?["uid"]))"),
                    "onBehalfOf": JSONValue(actor?["onBehalfOf"]?.string),
                    "reason": said(metadata?["reason"].map { JSONValue($0) }),
                    "voidedBy": JSONValue(event["voidedBy"]?.int64),
                ]
            }
        }
    }
}
