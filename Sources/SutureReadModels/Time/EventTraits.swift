import SutureDomain

/// What the counting rule needs to know of a type of event.
struct EventTraits {
    var effect = Effect.adds
    /// Whether a record comes into being with it.
    var isCreation = false
    /// Whether its record is there from the beginning.
    var isOfLastingRecord = false
    var isVoid = false
    var isErasure = false

    /// Whatever its date.
    var countsAlways: Bool { isVoid || isErasure || (isCreation && isOfLastingRecord) }

    static func of(_ type: EventType) -> EventTraits { known[type] ?? EventTraits() }

    private static let known: [EventType: EventTraits] = {
        var known: [EventType: EventTraits] = [:]
        for kind in Catalogue.kinds {
            for event in Catalogue.events(of: kind) {
                known[event.type] = EventTraits(
                    effect: event.effect, isCreation: kind.begins(with: event.type),
                    isOfLastingRecord: kind.countsFromTheBeginning, isVoid: event.isVoid,
                    isErasure: event is Person.Erased.Type)
            }
        }
        return known
    }()
}
