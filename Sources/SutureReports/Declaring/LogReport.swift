package import SutureDomain
package import SutureJSON

/// A report that reads the log and not the read models, page by page: the first page begins at its start or
/// at `since`, and each says where the next one begins.
package protocol LogReport: Report {
    associatedtype Page: LogReportPage
}

/// What is told of a stretch of the log, while it is read.
package protocol LogReportPage: Sendable {
    /// - Parameters:
    ///   - entryCountMax: of the page.
    ///   - day: on which day of the configured time zone an instant was.
    init(_ question: ReportQuestion, entryCountMax: Int, day: @escaping @Sendable (Instant) -> Day)

    mutating func look(at event: some LoggedEvent)
    /// Whether nothing more has room on it.
    var isFull: Bool { get }
    /// The records, as kind/ID, of which it is told what they are called.
    var records: Set<String> { get }
    /// Called once, when it is full or at its end.
    /// - Parameter labels: what records are called now, as far as the read models know.
    func tell(_ told: inout ReportTold, from log: some LogOfReport, labels: [String: String]) throws
}

extension LogReportPage {
    package var records: Set<String> { [] }
}

/// An event as it stands in the log.
package protocol LoggedEvent {
    var position: Int64 { get }
    var stream: String { get }
    var version: Int64 { get }
    var type: String { get }
    var occurredOn: PartialDate { get }
    var recordedAt: Instant { get }
    var metadata: EventMetadata { get }
    var metadataByteCount: Int { get }
    var dataByteCount: Int { get }
    /// Its fields, as they are stored; `nil` for what is no JSON.
    var data: JSONView? { get }
}

/// What a page can ask of the log besides.
package protocol LogOfReport {
    /// The events of a record up to that position, as a history shows them, with personal data readable.
    func story(of record: String, through position: Int64) throws -> [JSONView]
}

/// The most that a page holds, and the parameters of every report of the log.
package enum LogReports {
    /// The most entries of one page.
    package static let entryCountMax: Int64 = 10_000
    package static let entryCountDefault: Int64 = 1_000
    /// How many events are looked at for one page, whether they are wanted or not.
    package static let scannedEventCountMax: Int64 = 50_000

    static let actor = ReportParameter(
        "actor", .text, isOptional: true,
        "Only what this account recorded: its name, its number, or the person for whom it acted (person/P-0001).",
        help: "Only what this account recorded: its name, its number, or the person for whom it acted.",
        valueName: "account")
    static let kind = ReportParameter(
        "kind", .kind, isOptional: true, "Only events of records of this kind.")
    static let type = ReportParameter(
        "type", .eventType, isOptional: true, "Only events of this type (trial.outcome-logged).",
        help: "Only events of this type.", valueName: "kind.event")
    static let since = ReportParameter(
        "since", .instant, isOptional: true, "Only what was recorded at this instant or later.",
        said: .moment(endsDay: false),
        help: "Only what was recorded since then: a day (UTC) or an instant.", valueName: "moment")
    static let until = ReportParameter(
        "until", .instant, isOptional: true, "Only what was recorded at this instant or earlier.",
        said: .moment(endsDay: true),
        help: "Only what was recorded until then: a day (UTC, its end) or an instant.", valueName: "moment")
    static let start = ReportParameter(
        "start", .count(0...Int64.max), isOptional: true, "What next said of the page before.", said: .not)
    static let limit = ReportParameter(
        "limit", .count(1...entryCountMax), isOptional: true,
        "How many entries at most; \(entryCountDefault) if left out, \(entryCountMax) at the most.",
        said: .not)
}
