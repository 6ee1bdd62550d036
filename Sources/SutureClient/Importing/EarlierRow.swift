import SutureDomain
import SutureJSON

/// What a sheet recorded once and does not say any more as it did.
struct EarlierRow: Equatable {
    let commandID: String
    let stream: String
    let type: String
    let position: Int64

    init(commandID: String, stream: String, type: String, position: Int64) {
        self.commandID = commandID
        self.stream = stream
        self.type = type
        self.position = position
    }

    /// - Parameter earlier: as the interface calls it.
    init(_ earlier: JSONView) throws {
        guard let id = earlier["commandId"]?.string, let stream = earlier["stream"]?.string,
            let type = earlier["type"]?.string, let position = earlier["position"]?.int64
        else { throw UnintelligibleReply(missing: "unmatched") }
        self.init(commandID: id, stream: stream, type: type, position: position)
    }
}

/// Which rows of a sheet say now what earlier rows of it said otherwise.
///
/// The rows between two that are as they were can only be what stood between them, in their order. Where there are more than there
/// were, the first of them are taken: the others were added.
struct SheetGrowth {
    /// By the place of the command: the id under which its row was recorded.
    private(set) var earlierIDs: [Int: String] = [:]
    /// Whether all earlier rows are there, changed cells apart.
    private(set) var isGrown = true

    /// - Parameters:
    ///   - anchors: places of commands that are as they were, by the position of their events.
    ///   - unknown: the places of the others, ascending.
    ///   - missing: by position.
    mutating func pair(anchors: [(position: Int64, place: Int)], unknown: [Int], missing: [EarlierRow]) {
        guard missing.count <= unknown.count else {
            isGrown = false
            return
        }
        var free = unknown
        let isEven = missing.count == unknown.count
        for row in missing {
            let before = anchors.last { $0.position < row.position }?.place ?? -1
            let index = isEven ? 0 : free.firstIndex { $0 > before } ?? 0
            earlierIDs[free.remove(at: index)] = row.commandID
        }
    }

    init() {}

    /// - Parameter verdicts: one for each command.
    init(of commands: [ProposedCommand], _ verdicts: [ImportVerdict], missing: [EarlierRow]) {
        let groups = Dictionary(grouping: missing) { "\($0.type) \($0.stream)" }
        var places: [String: [Int]] = [:]
        for (place, command) in commands.enumerated() where !command.id.isEmpty && command.key == nil {
            guard let type = (Catalogue.command(command.command) as? any Event.Type)?.type else { continue }
            places["\(type) \(command.kind)/\(command.id)", default: []].append(place)
        }
        for (name, missing) in groups {
            let own = places[name] ?? []
            let anchors = own.compactMap { place in
                verdicts[place].outcome == .same ? verdicts[place].position.map { ($0, place) } : nil
            }
            let unknown = own.filter { [.new, .alike, .refused].contains(verdicts[$0].outcome) }
            if unknown.isEmpty { continue }
            pair(
                anchors: anchors.sorted { $0.0 < $1.0 }, unknown: unknown,
                missing: missing.sorted { $0.position < $1.position })
        }
    }
}
