import SutureDomain
import SutureLog

/// What is in a log, in numbers.
struct LogStatistics {
    private(set) var eventCount = 0
    private(set) var eventCountByType: [EventType: Int] = [:]
    private(set) var streamCountByKind: [String: Int] = [:]
    /// Of data and metadata.
    private(set) var payloadByteCount = 0
    private(set) var firstRecordedAt: Instant?
    private(set) var lastRecordedAt: Instant?

    mutating func count(_ event: RecordedEvent) {
        eventCount += 1
        eventCountByType[event.type, default: 0] += 1
        if event.version.number == 1 { streamCountByKind[String(event.stream.kind), default: 0] += 1 }
        payloadByteCount += event.data.count + event.metadata.count
        firstRecordedAt = firstRecordedAt ?? event.recordedAt
        lastRecordedAt = event.recordedAt
    }

    /// For people, the most frequent first.
    func lines(of log: LogIdentity, head: LogHead) -> [String] {
        var lines = [
            "log       \(log.id), made \(log.createdAt)",
            "head      \(head.position):\(head.hash.hexadecimal)",
            "events    \(eventCount)",
            "payload   \(payloadByteCount) bytes",
        ]
        if let firstRecordedAt, let lastRecordedAt {
            lines.append("recorded  \(firstRecordedAt) to \(lastRecordedAt)")
        }
        lines += ["", "records"] + table(streamCountByKind.map { ($0.key, $0.value) })
        lines += ["", "events"] + table(eventCountByType.map { ($0.key.text, $0.value) })
        return lines
    }

    private func table(_ rows: [(name: String, count: Int)]) -> [String] {
        CountTable.lines(rows.sorted { ($1.count, $0.name) < ($0.count, $1.name) })
    }
}
