import SutureDomain
import SutureJSON

/// Which rows of a sheet say now what earlier rows of it said otherwise.
///
/// The rows between two that are as they were can only be what stood between them, in their order. Where
/// there are more, those are taken that differ least, and of equal ones the first: the others were added.
struct SheetGrowth {
    /// An earlier row, and a command that may be what it says now.
    struct Pair: Hashable {
        let commandID: String
        let place: Int
    }

    /// How much a command differs of which nobody can say. More than a command has fields.
    static let unknownDistance = 1_000

    /// Earlier rows in their order, and the places of the commands that may be theirs, ascending.
    private struct Span {
        let rows: [EarlierRow]
        let places: [Int]

        var slack: Int { places.count - rows.count }
    }

    /// The most pairs that are held against each other.
    static let pairCountMax = 50_000

    private var spans: [Span] = []
    /// Whether all earlier rows are there, changed cells apart.
    private(set) var isGrown = true
    /// An earlier row for which there is no place, if that is why the sheet has not grown.
    private(set) var lost: EarlierRow?

    /// - Parameters:
    ///   - anchors: the places of commands that are as they were, by the position of their events.
    ///   - unknown: the places of the others, ascending.
    ///   - missing: of one record and type; those of one import are in their order.
    ///   - holes: places before which rows stand that are not looked at.
    ///   - twins: the places of commands that say the same as one does: nobody can tell which is which.
    mutating func add(
        _ missing: [EarlierRow], anchors: [Int64: Int], unknown: [Int], holes: [Int] = [],
        twins: [Int: ClosedRange<Int>] = [:]
    ) {
        let bounds = unknown.map { place in (place, twins[place] ?? place...place) }
        var rows = missing[...]
        while let first = rows.first {
            let next = rows.prefix {
                ($0.batch, $0.after, $0.before) == (first.batch, first.after, first.before)
            }
            rows = rows.dropFirst(next.count)
            let start = first.after.flatMap { anchors[$0] }.map { twins[$0]?.lowerBound ?? $0 } ?? -1
            let end = first.before.flatMap { anchors[$0] }.map { twins[$0]?.upperBound ?? $0 } ?? .max
            let places = bounds.filter { start < $1.upperBound && $1.lowerBound < end }.map(\.0)
            guard holes.contains(where: { start < $0 && $0 <= end }) else {
                spans.append(Span(rows: Array(next), places: places))
                continue
            }
            doubtful.formUnion(places)
        }
        for span in spans where span.slack < 0 { lose(span) }
    }

    /// The places of commands that may be new, or an earlier row, as a row with problems may be as well.
    private(set) var doubtful: Set<Int> = []

    private mutating func lose(_ span: Span) {
        isGrown = false
        lost = lost ?? span.rows.first
    }

    /// The pairs that may differ more or less; none where they are too many, and then it has not grown.
    mutating func pairsInDoubt() -> [Pair] {
        guard isGrown else { return [] }
        var pairs: [Pair] = []
        for span in spans where span.slack > 0 {
            for (index, row) in span.rows.enumerated() {
                // So many may have been added before it.
                pairs += span.places[index...(index + span.slack)].map {
                    Pair(commandID: row.commandID, place: $0)
                }
                if pairs.count > SheetGrowth.pairCountMax {
                    isGrown = false
                    return []
                }
            }
        }
        return pairs
    }

    /// - Parameter distances: of the pairs in doubt, in how many fields they differ.
    /// - Returns: by a command's place, the id under which its row was recorded; none if it has not grown.
    mutating func earlierIDs(_ distances: [Pair: Int]) -> [Int: String] {
        doubt(distances)
        guard isGrown, var holders = holders() else { return [:] }
        var earlierIDs: [Int: String] = [:]
        // What may be in few places only goes first.
        for index in spans.indices.sorted(by: { spans[$0].slack < spans[$1].slack }) {
            let free = spans[index].places.filter { holders[$0] == nil || holders[$0] == index }
            let nearest = SheetGrowth.nearest(Span(rows: spans[index].rows, places: free), distances)
            for place in free { holders[place] = nil }
            for (row, place) in zip(spans[index].rows, nearest) {
                holders[place] = index
                earlierIDs[place] = row.commandID
            }
        }
        return earlierIDs
    }

    /// Gives up the spans in which a command cannot be understood and others may be new.
    private mutating func doubt(_ distances: [Pair: Int]) {
        spans.removeAll { span in
            guard span.slack > 0 else { return false }
            let unknown = span.places.filter { place in
                span.rows.contains {
                    distances[Pair(commandID: $0.commandID, place: place)] == SheetGrowth.unknownDistance
                }
            }
            if unknown.isEmpty { return false }
            doubtful.formUnion(Set(span.places).subtracting(unknown))
            return true
        }
    }

    /// Finds a place for each row of each span.
    /// - Returns: by its place, the index of the span that has it; `nil` if there are not enough places.
    private mutating func holders() -> [Int: Int]? {
        var holders: [Int: Int] = [:]
        for index in spans.indices.sorted(by: { spans[$0].places.last ?? -1 < spans[$1].places.last ?? -1 }) {
            let free = spans[index].places.filter { holders[$0] == nil }.prefix(spans[index].rows.count)
            for place in free { holders[place] = index }
            for _ in free.count..<spans[index].rows.count {
                guard takePlace(for: index, &holders) else {
                    lose(spans[index])
                    return nil
                }
            }
        }
        return holders
    }

    /// Finds one more place for a span where all of its own are held, by letting others move on.
    /// - Returns: whether there is one.
    private func takePlace(for index: Int, _ holders: inout [Int: Int]) -> Bool {
        // By a place, who would take it; by who would have to move on, from which place.
        var takers: [Int: Int] = [:]
        var moved: [Int: Int] = [:]
        var queue = [index]
        while let taker = queue.popLast() {
            for place in spans[taker].places where takers[place] == nil {
                takers[place] = taker
                if let holder = holders[place] {
                    guard holder != index, moved[holder] == nil else { continue }
                    moved[holder] = place
                    queue.append(holder)
                    continue
                }
                var free: Int? = place
                while let place = free, let taker = takers[place] {
                    holders[place] = taker
                    free = moved[taker]
                }
                return true
            }
        }
        return false
    }

    /// The places that differ least from the rows in all, in their order, and the first of such.
    private static func nearest(_ span: Span, _ distances: [Pair: Int]) -> ArraySlice<Int> {
        let slack = span.slack
        guard slack > 0 else { return span.places[...] }
        // By how many places are passed over before the row: the least sum, and how many before.
        var sums = [Int](repeating: 0, count: slack + 1)
        var choices: [[Int]] = []
        for (index, row) in span.rows.enumerated() {
            var best = (sum: Int.max, passed: 0)
            var next: [Int] = []
            var choice: [Int] = []
            for passed in 0...slack {
                if sums[passed] < best.sum { best = (sums[passed], passed) }
                let pair = Pair(commandID: row.commandID, place: span.places[index + passed])
                next.append(best.sum + distances[pair, default: 0])
                choice.append(best.passed)
            }
            sums = next
            choices.append(choice)
        }
        guard let least = sums.min(), var passed = sums.firstIndex(of: least) else { return [] }
        var places: [Int] = []
        for (index, choice) in choices.enumerated().reversed() {
            places.append(span.places[index + passed])
            passed = choice[passed]
        }
        return places.reversed()[...]
    }

    init() {}

    /// - Parameters:
    ///   - verdicts: one for each command.
    ///   - isOpen: whether the command in a place may be any earlier row.
    init(
        of commands: [ProposedCommand], _ verdicts: [ImportVerdict], missing: [EarlierRow],
        leftOut: Set<Int> = [], isOpen: (Int) -> Bool
    ) {
        var places: [String: [Int]] = [:]
        for (place, command) in commands.enumerated() where !command.isNumbered && command.key == nil {
            guard let type = (Catalogue.command(command.command) as? any Event.Type)?.type else { continue }
            places["\(type) \(command.kind)/\(command.recordID)", default: []].append(place)
        }
        let holes = leftOut.map { line in commands.firstIndex { $0.line > line } ?? commands.count }
        let groups = Dictionary(grouping: missing) { "\($0.type) \($0.stream)" }
        for (name, missing) in groups.sorted(by: { $0.key < $1.key }) {
            let own = places[name] ?? []
            let unknown = own.filter(isOpen)
            if unknown.isEmpty { continue }
            let anchors = own.compactMap { place in
                verdicts[place].outcome == .same ? verdicts[place].position.map { ($0, place) } : nil
            }
            let twins = Dictionary(grouping: own) { CommandIdentity.openContent(of: commands[$0]) }.values
                .flatMap { places in places.map { ($0, places[0]...places[places.count - 1]) } }
            add(
                missing, anchors: Dictionary(anchors) { first, _ in first }, unknown: unknown, holes: holes,
                twins: Dictionary(uniqueKeysWithValues: twins))
        }
    }
}

/// What a sheet recorded once and does not say any more as it did.
struct EarlierRow: Equatable {
    let commandID: String
    let stream: String
    let type: String
    let position: Int64
    /// The import that recorded it first.
    var batch: Int64?
    /// The events of the rows next to it that are as they were, of those that the same import recorded.
    var after: Int64?
    var before: Int64?
}

extension EarlierRow {
    /// - Parameter earlier: as the interface calls it.
    init(_ earlier: JSONView) throws {
        guard let id = earlier["commandId"]?.string, let stream = earlier["stream"]?.string,
            let type = earlier["type"]?.string, let position = earlier["position"]?.int64
        else { throw UnintelligibleReply(missing: "unmatched") }
        self.init(
            commandID: id, stream: stream, type: type, position: position, batch: earlier["batch"]?.int64,
            after: earlier["after"]?.int64, before: earlier["before"]?.int64)
    }
}
