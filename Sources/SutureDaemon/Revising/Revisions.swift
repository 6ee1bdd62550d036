import SutureDomain

/// What is done to an event that counts: it counts no more, or another one counts in its place.
struct Revision: Sendable {
    /// Of the event.
    let position: Position
    let stream: StreamName
    var replacement: (event: any Event, occurredOn: PartialDate)?
}

extension Revision {
    init(_ target: PastEvent, replacement: (event: any Event, occurredOn: PartialDate)? = nil) {
        self.init(position: target.position, stream: target.stream, replacement: replacement)
    }
}

/// What is done to several events at once.
struct Revisions: Sendable {
    let all: [Revision]
    /// The records that they are about.
    let streams: Set<StreamName>
    /// The position of the first of these events.
    let earliest: Position
    private let places: [Position: Int]

    init(_ all: [Revision]) {
        self.all = all
        streams = Set(all.map(\.stream))
        earliest = all.map(\.position).min() ?? .zero
        places = Dictionary(all.enumerated().map { ($1.position, $0) }, uniquingKeysWith: { $1 })
    }

    /// What is done to the event at this position; `nil` if nothing is.
    subscript(position: Position) -> Revision? { places[position].map { all[$0] } }

    func contains(_ position: Position) -> Bool { places[position] != nil }
}
