import SutureDomain
import SutureJSON

/// Finds the way through one record: everything above it that leads there, and everything below it.
struct TraceWalk {
    /// The most nodes of a report.
    static let nodeCountMax = 2_000
    /// The most records of one kind that are shown below a record.
    static let childCountMax = 100
    /// The most records above the one that was asked for.
    static let ancestorCountMax = 1_000

    private let asked: StreamName
    private let source: any ReportSource
    /// Of everything that leads to the record that was asked for: what is next on the way there.
    private var next: [StreamName: [StreamName]] = [:]
    private var shown: Set<StreamName> = []
    /// Rows of ``TraceReport/node``.
    private(set) var nodes: [JSONObject] = []
    private(set) var isTruncated = false

    init(_ asked: StreamName, in source: any ReportSource) {
        self.asked = asked
        self.source = source
    }

    mutating func run() throws {
        for top in try tops() { try show(top, depth: 0) }
        // Sets that contain each other have no top.
        if !shown.contains(asked) { try show(asked, depth: 0) }
    }

    /// Goes up to those that nothing leads to.
    private mutating func tops() throws -> [StreamName] {
        var tops: [StreamName] = []
        var waiting = [asked]
        while let record = waiting.popLast() {
            var hasAbove = false
            for link in TraceLink.all where link.below == record.kind {
                for above in try records(
                    link.above, link.upSQL, of: record, limit: TraceWalk.ancestorCountMax)
                {
                    hasAbove = true
                    if next[above] == nil, above != asked {
                        guard next.count < TraceWalk.ancestorCountMax else {
                            isTruncated = true
                            continue
                        }
                        waiting.append(above)
                    }
                    next[above, default: []].append(record)
                }
            }
            if !hasAbove { tops.append(record) }
        }
        return TraceWalk.inOrder(tops)
    }

    private static func inOrder(_ records: [StreamName]) -> [StreamName] {
        records.sorted { (rank($0), $0.text) < (rank($1), $1.text) }
    }

    private static func rank(_ record: StreamName) -> Int {
        TraceKind.all.firstIndex { $0.name == record.kind } ?? TraceKind.all.count
    }

    private mutating func show(_ record: StreamName, depth: Int64) throws {
        guard nodes.count < TraceWalk.nodeCountMax, let kind = TraceKind.named(record.kind) else {
            isTruncated = true
            return
        }
        let isNew = shown.insert(record).inserted
        let index = nodes.count
        nodes.append(try node(of: record, kind, depth: depth, isRepeated: !isNew))
        guard isNew else { return }
        // Above the record that was asked for, only what leads to it is shown.
        if record != asked, let next = next[record] {
            for child in TraceWalk.inOrder(next) { try show(child, depth: depth + 1) }
            return
        }
        if let sql = kind.leavesSQL { try showLeaves(sql, of: record, depth: depth + 1) }
        for link in TraceLink.all where link.above == record.kind {
            let below = try records(link.below, link.downSQL, of: record, limit: TraceWalk.childCountMax)
            for child in below { try show(child, depth: depth + 1) }
            guard below.count == TraceWalk.childCountMax else { continue }
            let count = try source.integer(
                "SELECT count(*) FROM (\(link.downSQL))", [.string(String(record.id))])
            let omitted = count - Int64(below.count)
            if omitted > 0 {
                nodes[index]["omitted"] = .integer((nodes[index]["omitted"]?.int64 ?? 0) + omitted)
                isTruncated = true
            }
        }
    }

    private func node(
        of record: StreamName, _ kind: TraceKind, depth: Int64, isRepeated: Bool
    ) throws -> JSONObject {
        // There is a row even where the record is missing.
        try source.rows(kind.recordSQL(in: source), [.string(record.text)]) { row in
            [
                "kind": .string(kind.name), "record": .string(record.text), "label": .string(row.text(at: 0)),
                "depth": .integer(depth), "status": JSONValue(row.optionalText(at: 1)),
                "happenedOn": JSONValue(row.optionalText(at: 2)), "asked": .bool(record == asked),
                "repeated": .bool(isRepeated),
            ]
        }[0]
    }

    private mutating func showLeaves(_ sql: String, of record: StreamName, depth: Int64) throws {
        let leaves = try source.rows(sql, [.string(String(record.id))]) { row in
            [
                "kind": .string(row.text(at: 0)), "label": .string(row.text(at: 1)), "depth": .integer(depth),
                "happenedOn": JSONValue(row.optionalText(at: 3)),
                "count": JSONValue(row.optionalInteger(at: 2)), "asked": false, "repeated": false,
            ] as JSONObject
        }
        let room = min(TraceWalk.nodeCountMax - nodes.count, TraceWalk.childCountMax)
        if leaves.count > room { isTruncated = true }
        nodes += leaves.prefix(room)
    }

    private func records(
        _ kind: String, _ sql: String, of record: StreamName, limit: Int
    ) throws -> [StreamName] {
        let page = "SELECT * FROM (\(sql)) ORDER BY 1 LIMIT \(limit)"
        return try source.rows(page, [.string(String(record.id))]) { row in
            StreamName(recorded: "\(kind)/\(row.text(at: 0))")
        }
    }
}
