import SutureCodec
import SutureDomain
import SutureLog
import SutureReadModels

extension RecordStore {
    /// What counts in the place of the event after all voids and corrections, unless that is voided too.
    func fate(of position: Position) throws -> (last: Position, voidedBy: Position?) {
        var position = position
        while let void = try void(of: position) {
            let voiding = try EventCodec.event(event(at: void)) as? any VoidingEvent
            guard let replacement = voiding?.replacedBy else { return (position, void) }
            position = replacement
        }
        return (position, nil)
    }

    /// The events of the stream that count, in the order in which they do.
    func standingEvents(of stream: StreamName) throws -> [RecordedEvent] {
        let history = try recordedHistory(of: stream)
        let order = CountingOrder(history, position: \.position) { event in
            guard let type = Catalogue.event(event.type), type is any VoidingEvent.Type else { return nil }
            // One that cannot be read voids nothing here; a replay says so.
            return try? EventCodec.event(event) as? any VoidingEvent
        }
        return order.entries.map(\.element)
    }

    /// The event in whose place this one was recorded; `nil` unless it is a correction.
    func corrected(by event: RecordedEvent) throws -> RecordedEvent? {
        // A correction leaves a void, and behind it the event that it is about.
        guard event.previous > .zero, event.previous.next == event.position else { return nil }
        let former = try self.event(at: event.previous)
        guard Catalogue.event(former.type) is any VoidingEvent.Type,
            let void = try? EventCodec.event(former) as? any VoidingEvent, void.replacedBy == event.position
        else { return nil }
        return try self.event(at: void.position)
    }

    /// The event with which the record began, if there is such a record.
    /// - Parameter type: of the event with which records of the kind begin.
    func creation(of stream: StreamName, by type: EventType) throws -> RecordedEvent? {
        guard let head = try head(of: stream), !head.isVoid else { return nil }
        return try standingEvents(of: stream).first { $0.type == type }
    }
}
