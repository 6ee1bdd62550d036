import SutureDomain
import SutureLog
import SutureReadModels

/// The log as it will be if everything decided since is committed: an overlay over the store, or over another layer.
///
/// A batch is decided on a layer and its states are merged into the store only after the commit; a batch of the
/// client is a layer on that, dropped if one of its commands is refused.
final class Layer {
    private let below: Layer?
    private let store: RecordStore
    /// The position of the last event before this layer's first.
    let base: Position
    private(set) var states: [StreamName: StreamState] = [:]
    private(set) var receipts: [String: StoredReceipt] = [:]
    private(set) var events: [NewEvent] = []
    private(set) var lastAssignedPerson: Int
    /// What went wrong while a rule looked something up, which it cannot say itself.
    private(set) var failure: (any Error)?

    init(on store: RecordStore, head: Position, lastAssignedPerson: Int) {
        self.store = store
        below = nil
        base = head
        self.lastAssignedPerson = lastAssignedPerson
    }

    /// What went wrong for one command is no concern of the next.
    func forgetFailure() { failure = nil }

    init(on below: Layer) {
        self.below = below
        store = below.store
        base = below.head
        lastAssignedPerson = below.lastAssignedPerson
    }

    /// The position of the last event.
    var head: Position { Position(base.number + Int64(events.count)) }

    func receipt(of commandID: String) throws -> StoredReceipt? {
        if let receipt = receipts[commandID] { return receipt }
        return try below.map { try $0.receipt(of: commandID) } ?? store.receipt(of: commandID)
    }

    /// The streams of the events at these positions, some of which may be on this layer.
    func streams(from first: Position, through last: Position) throws -> [StreamName] {
        try (first.number...last.number).compactMap { number in
            if number > base.number { return events[Int(number - base.number) - 1].stream }
            if let below { return try below.streams(from: Position(number), through: Position(number)).first }
            return try store.event(at: Position(number)).stream
        }
    }

    func head(of stream: StreamName) throws -> StreamHead? {
        if let state = states[stream] { return state.head }
        return try below.map { try $0.head(of: stream) } ?? store.head(of: stream)
    }

    /// The record's state, not to be changed; `nil` if its stream has no event.
    func state<Subject: Record>(_ kind: Subject.Type, _ stream: StreamName) throws -> RecordState<Subject>? {
        if let state = states[stream] { return state as? RecordState<Subject> }
        return try below.map { try $0.state(kind, stream) } ?? store.load(kind, stream)
    }

    /// Puts events of one record at the end.
    func append<Subject: Record>(
        _ happened: [any Event<Subject>], to stream: StreamName, on occurredOn: PartialDate,
        encoding: (any Event<Subject>) throws -> (data: [UInt8], metadata: [UInt8])
    ) throws {
        // Encoded first: what cannot be encoded must leave nothing behind.
        let encoded = try happened.map(encoding)
        let state: RecordState<Subject>
        if let own = states[stream] as? RecordState<Subject> {
            state = own
        } else if let copy = try self.state(Subject.self, stream)?.copy() as? RecordState<Subject> {
            state = copy
        } else {
            state = RecordState(
                head: StreamHead(version: .zero, position: .zero), standing: Standing(createdOn: occurredOn))
        }
        states[stream] = state
        for (event, (data, metadata)) in zip(happened, encoded) {
            events.append(
                NewEvent(
                    stream: stream, version: state.head.version.next, previous: state.head.position,
                    type: type(of: event).type, schema: type(of: event).schema, occurredOn: occurredOn,
                    data: data,
                    metadata: metadata))
            state.standing.apply(event, on: occurredOn)
            state.head = StreamHead(version: state.head.version.next, position: head)
        }
        noteAssignedPerson(stream)
    }

    /// Remembers what was recorded for a command of the client: the events from that position to the head.
    func append(receiptOf commandID: String, digest: String, first: Position) {
        receipts[commandID] = StoredReceipt(digest: digest, first: first, last: head)
    }

    /// Takes over everything of a layer on this one.
    func merge(_ layer: Layer) {
        states.merge(layer.states) { $1 }
        receipts.merge(layer.receipts) { $1 }
        events += layer.events
        lastAssignedPerson = layer.lastAssignedPerson
    }

    private func noteAssignedPerson(_ stream: StreamName) {
        guard let number = AssignedPerson.number(of: stream) else { return }
        lastAssignedPerson = max(lastAssignedPerson, number)
    }
}

extension Layer: Records {
    func find<Subject: Record>(_ id: RecordID<Subject>) -> Subject? {
        attempt { try state(Subject.self, id.stream)?.standing.state }
    }

    func first<Subject: Record>(_ kind: Subject.Type, where lookup: Lookup) -> RecordID<Subject>? {
        attempt {
            let candidates =
                try recentStreams(ofKind: Subject.kind) + store.candidates(for: lookup, ofKind: Subject.kind)
            let answer = try candidates.first { stream in
                try state(kind, stream)?.standing.state.answers(lookup) ?? false
            }
            return answer.flatMap { RecordID(String($0.id)) }
        }
    }

    func exists(_ stream: StreamName) -> Bool { attempt { try head(of: stream) } != nil }

    private func recentStreams(ofKind kind: String) -> [StreamName] {
        states.keys.filter { $0.kind == kind } + (below?.recentStreams(ofKind: kind) ?? [])
    }

    private func attempt<Value>(_ body: () throws -> Value?) -> Value? {
        do {
            return try body()
        } catch {
            failure = error
            return nil
        }
    }
}
