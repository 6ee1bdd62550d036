package import SutureDomain
package import SutureSystem

/// Events by their positions, for who mostly asks for one after another, as a file that is imported again
/// does: the longer it goes on so, the more are read at once.
package final class EventsInOrder {
    /// How many events are read at once; their bytes are bounded as those of every page.
    private static let pageEventCountMax = 128

    private let log: LogReader
    private var page: [RecordedEvent] = []

    package init(log: LogReader) { self.log = log }

    /// `nil` where the log has none.
    package func event(at position: Position) throws(LogFailure) -> RecordedEvent? {
        if let known = held(at: position) { return known }
        let isNext = page.last?.position.next == position
        let count = isNext ? min(2 * page.count, EventsInOrder.pageEventCountMax) : 1
        page = try log.events(after: Position(position.number - 1), limit: count)
        return held(at: position)
    }

    private func held(at position: Position) -> RecordedEvent? {
        guard let first = page.first, position >= first.position else { return nil }
        let index = position.number - first.position.number
        // A damaged log may have holes.
        guard index < page.count, page[Int(index)].position == position else { return nil }
        return page[Int(index)]
    }
}
