package import SutureDomain
package import Testing

/// The commands of one record, given one after another, each of them recorded.
///
/// A story in which every event of a kind occurs proves that each of them can be.
package struct Story<Subject: Record> {
    package private(set) var world: World
    private var told: Set<EventType> = []

    package init(of kind: Subject.Type, in world: World) { self.world = world }

    package mutating func record<Asked: Command<Subject>>(
        _ command: Asked, occurredOn: PartialDate = PartialDate(World.today), reason: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let context = CommandContext(
            occurredOn: occurredOn, today: World.today, reason: reason, role: .recorder)
        switch world.admit(command, to: "X", context) {
        case .success(let admitted):
            world.apply(admitted, to: "X", on: occurredOn)
            for event in admitted.events { told.insert(type(of: event).type) }
        case .failure(let rejection): Issue.record("\(rejection)", sourceLocation: sourceLocation)
        }
    }

    /// Every event that records of the kind can have, apart from those that did not occur in the story. Locks
    /// and voids, which are the same for every kind, have tests of their own.
    package var untold: [EventType] {
        let common: [any Event.Type] = [NoteAdded<Subject>.self, AttachmentLinked<Subject>.self]
        return (Subject.vocabulary + common).map { $0.type }.filter { !told.contains($0) }
    }
}
