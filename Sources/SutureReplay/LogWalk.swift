import SutureDomain
import SutureLog
import SutureProgram
import SutureSystem

/// Goes along a log page by page, up to where its head was at the beginning.
struct LogWalk {
    static let pageEventCount = 5_000

    let reader: LogReader
    let filter: EventFilter
    /// Whether the events leave for others: each is held against its stored hash.
    let isServed: Bool
    /// Where it begins, behind this event.
    let start: Position
    let goal: Position
    /// Whether where events are missing is left to whoever is shown the others.
    let toleratesGaps: Bool

    /// - Parameter goal: the last event to look at; the head if left out.
    init(
        _ reader: LogReader, where filter: EventFilter = .all, after start: Position = .zero,
        upTo goal: Position? = nil, isServed: Bool = false, toleratesGaps: Bool = false
    ) throws {
        self.reader = reader
        self.filter = filter
        self.isServed = isServed
        self.toleratesGaps = toleratesGaps
        self.start = start
        self.goal = try goal ?? reader.head().position
    }

    /// Hands over each page that has events. A progress bar shows how far it is.
    func forEachPage(_ body: ([RecordedEvent]) throws -> Void) throws {
        var bar = ProgressBar(total: Int(goal.number), noun: "events")
        defer { bar.clear() }
        var position = start
        while position < goal {
            var page = try reader.page(
                after: position, limit: LogWalk.pageEventCount, where: filter, isServed: isServed)
            guard page.through > position else {
                if toleratesGaps { return }
                throw gap(after: position)
            }
            page.events.removeAll { $0.position > goal }
            if !page.events.isEmpty { try body(page.events) }
            position = page.through
            bar.advance(to: Int(min(position, goal).number))
        }
    }

    private func gap(after position: Position) -> LogFailure {
        LogFailure(
            .corrupt, "go along the log", in: reader.place, because: "the next event is missing",
            hint: "Run suture-replay verify.", at: position.next)
    }
}
