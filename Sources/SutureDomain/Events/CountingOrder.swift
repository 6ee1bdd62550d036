/// The events of a stream as a replay meets them: those that were voided are left out, and one that corrects
/// another stands in that one's place.
///
///     position   1        2          3                           4          5
///     recorded   created  renamed A  voided 2 (replaced by 4)    renamed B  started
///     replayed   created  renamed B  voided 2                               started
///     slot       1        2          3                                      5
package struct CountingOrder<Element> {
    /// An event, and the place in history where it counts: its own, or that of the event it corrects.
    package struct Entry {
        package let slot: Position
        package let element: Element
    }

    /// In the order of their slots.
    package let entries: [Entry]
    /// Which position was voided by which.
    package let voidedBy: [Position: Position]

    /// - Parameters:
    ///   - events: of one stream, in the log's order, perhaps not all of them.
    ///   - voids: what the event says of others, if it says something.
    package init(
        _ events: some Sequence<Element>, position: (Element) -> Position,
        voids: (Element) -> (any VoidingEvent)?
    ) {
        var slots: [(slot: Position, element: Element?)] = []
        /// Where in `slots` the event of a position stands, or is to stand.
        var places: [Position: Int] = [:]
        var voidedBy: [Position: Position] = [:]
        for event in events {
            let own = position(event)
            if let place = places[own] {
                slots[place].element = event
            } else {
                places[own] = slots.count
                slots.append((own, event))
            }
            guard let void = voids(event) else { continue }
            voidedBy[void.position] = own
            guard let place = places[void.position] else { continue }
            slots[place].element = nil
            if let replacement = void.replacedBy { places[replacement] = place }
        }
        entries = slots.compactMap { slot, element in element.map { Entry(slot: slot, element: $0) } }
        self.voidedBy = voidedBy
    }
}

extension Standing {
    /// What the events have made of the record; `nil` if it is not created by any of them.
    package static func replay(
        _ events: some Sequence<(event: any Event<Subject>, occurredOn: PartialDate)>
    ) -> Standing? {
        var standing: Standing?
        for (event, occurredOn) in events { Standing.apply(event, on: occurredOn, to: &standing) }
        return standing
    }

    /// Takes one more event into account. What comes before the creating one, as a lock of a record whose
    /// first creation was voided, finds nothing that it could change.
    package static func apply(
        _ event: any Event<Subject>, on occurredOn: PartialDate, to standing: inout Standing?
    ) {
        if case .none = standing {
            guard Subject.begins(with: type(of: event).type) else { return }
            standing = Standing(createdOn: occurredOn)
        }
        standing?.apply(event, on: occurredOn)
    }
}
