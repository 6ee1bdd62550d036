import SutureDomain
import SutureJSON

/// A row of a sheet that none of a check's commands stands for.
struct Earlier {
    /// So many are told at most.
    static let countMax = 10_000

    let row: SheetRow
    /// The events of the rows next to it that one stands for, of those that the same import recorded.
    let after: Position?
    let before: Position?

    /// What a row says: of two that say the same nobody can tell which one a command stands for.
    private struct Content: Hashable {
        let data: [UInt8]
        let occurredOn: PartialDate

        init(_ row: SheetRow) {
            data = row.event.data
            occurredOn = row.event.occurredOn
        }
    }

    /// - Parameters:
    ///   - rows: of one record and one type.
    ///   - isTaken: whether a command stands for the event.
    static func all(among rows: [SheetRow], isTaken: (Position) -> Bool) -> [Earlier] {
        let rows = rows.sorted { ($0.batch ?? .zero, $0.origin) < ($1.batch ?? .zero, $1.origin) }
        let missing = Set(rows.filter { !isTaken($0.event.position) }.map(Content.init))
        // Only what has no twin that is missing certainly is where it was.
        let isFirm = rows.map { isTaken($0.event.position) && !missing.contains(Content($0)) }
        let after = neighbours(of: Array(rows.indices), among: rows, isFirm)
        let before = neighbours(of: rows.indices.reversed(), among: rows, isFirm)
        let twins = Dictionary(grouping: rows.indices.filter { missing.contains(Content(rows[$0])) }) {
            Content(rows[$0])
        }
        return rows.indices.filter { !isTaken(rows[$0].event.position) }.map { place in
            let twins = twins[Content(rows[place])] ?? [place]
            guard twins.contains(where: { isTaken(rows[$0].event.position) }) else {
                return Earlier(row: rows[place], after: after[place], before: before[place])
            }
            guard twins.allSatisfy({ rows[$0].batch == rows[place].batch }) else {
                return Earlier(row: rows[place], after: nil, before: nil)
            }
            return Earlier(
                row: rows[place], after: after[twins[0]], before: before[twins[twins.count - 1]])
        }
    }

    /// The nearest firm row of the same import that comes before each in that order.
    private static func neighbours(
        of places: [Int], among rows: [SheetRow], _ isFirm: [Bool]
    ) -> [Position?] {
        var all = [Position?](repeating: nil, count: rows.count)
        var last: SheetRow?
        for place in places {
            if let last, last.batch == rows[place].batch { all[place] = last.event.position }
            if isFirm[place] { last = rows[place] }
        }
        return all
    }

    func write(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("commandId", row.commandID)
        writer.member("stream", row.event.stream.text)
        writer.member("type", row.event.type.text)
        writer.member("position", row.event.position.number)
        writer.member("batch", row.batch?.number)
        writer.member("after", after?.number)
        writer.member("before", before?.number)
        writer.endObject()
    }
}
