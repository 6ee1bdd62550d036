import SutureJSON
import SutureReports

/// The pages of a report: one of most, of reports of the log as many as it takes, put together at the end.
struct ReportPages {
    struct Page {
        let reply: JSONView
        let isFirst: Bool
    }

    private let report: any Report.Type
    /// Of a report that came as one.
    private var whole: JSONView?
    private var head: JSONObject = [:]
    private var lists: [String: [JSONValue]] = [:]

    init(_ report: any Report.Type) { self.report = report }

    mutating func forEach(
        of daemon: Daemon, _ parameters: JSONObject, _ body: (Page) throws -> Void
    ) async throws {
        var parameters = parameters
        var isFirst = true
        while true {
            let reply = try await daemon.call(report.fullMethodName, parameters)
            try body(Page(reply: reply, isFirst: isFirst))
            append(reply)
            guard let next = reply[ReportHead.next.name]?.int64 else { return }
            isFirst = false
            parameters["start"] = .integer(next)
            // What is recorded meanwhile belongs to no page.
            parameters["knownAt"] = .string(CellText.of(reply["knownAt"]))
        }
    }

    mutating func append(_ reply: JSONView) {
        guard report.isPaged else {
            whole = reply
            return
        }
        if head.isEmpty { head = JSONObject(reply) }
        for section in report.sections where section.rowMembers != nil {
            let name = section.members[0].name
            lists[name, default: []] += reply[name]?.elements.map { JSONValue($0) } ?? []
        }
    }

    /// The report as if it had come as one.
    func together() throws -> JSONView {
        if let whole { return whole }
        var reply = head
        for section in report.sections where section.rowMembers != nil {
            let name = section.members[0].name
            let rows = lists[name] ?? []
            reply[name] = .array(section.tally.map { ReportPages.added(rows, $0) } ?? rows)
        }
        return try JSONDocument(parsing: JSONValue.object(reply).bytes).root
    }

    /// Rows that count the same become one.
    private static func added(_ rows: [JSONValue], _ tally: ReportTally) -> [JSONValue] {
        var places: [String: Int] = [:]
        var result: [JSONObject] = []
        for row in rows.compactMap(\.object) {
            let key = RowKey.text(of: row, tally.by)
            guard let place = places[key] else {
                places[key] = result.count
                result.append(row)
                continue
            }
            for name in tally.sums {
                result[place][name] = .integer((result[place][name]?.int64 ?? 0) + (row[name]?.int64 ?? 0))
            }
            for name in tally.latest { result[place][name] = row[name] }
        }
        return result.map { .object($0) }
    }
}
