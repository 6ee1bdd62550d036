import SutureJSON
import SutureReports

/// The events of one record as rows of a table: one for each field, and one for an event that has none.
struct HistoryRows {
    private static let ofEvent = ["position", "version", "type", "occurredOn", "recordedAt"]
    static let columns =
        ofEvent + ["actor", "onBehalfOf", "field", "old", "new", "reason", "sources", "voidedBy"]

    private let changes: HistoryChanges

    /// - Parameter events: all that will be told.
    init(_ events: [JSONView]) { changes = HistoryChanges(events) }

    /// - Parameter event: one of those that are told.
    func rows(of event: JSONView) -> [[String]] {
        let metadata = event["metadata"]
        let actor = metadata?["actor"]
        let before =
            HistoryRows.ofEvent.map { CellText.of(event[$0]) }
            + [CellText.of(actor?["user"] ?? actor?["uid"]), CellText.of(actor?["onBehalfOf"])]
        let after = [
            CellText.of(metadata?["reason"]), CellText.of(metadata?["sources"]),
            CellText.of(event["voidedBy"]),
        ]
        let changes = self.changes.changes(of: event).map {
            [$0.field, CellText.of($0.old), CellText.of($0.new)]
        }
        return (changes.isEmpty ? [["", "", ""]] : changes).map { before + $0 + after }
    }
}
