import SutureDomain
import SutureLog
import SutureReadModels

/// The log as it will be if everything decided since is committed: an overlay over the store, or over another layer.
///
/// A batch is decided on a layer and its states are merged into the store only after the commit; a batch of the
/// client is a layer on that, dropped if one of its commands is refused.
final class Overlay {
    let below: Overlay?
    let store: RecordStore
    /// The position of the last event before this layer's first.
    let base: Position
    private(set) var states: [StreamName: StreamState] = [:]
    private(set) var receipts: [String: StoredReceipt] = [:]
    private(set) var events: [NewEvent] = []
    /// The events before these: of a layer that takes more than is to be held in memory.
    private var spilled: SpilledEvents?
    /// What the read models need of each of these events.
    private(set) var payloads: [Payload] = []
    /// Which records have changed here, by what lookups find them.
    private(set) var streamsByKey: [LookupKey: Set<StreamName>] = [:]
    /// The last number of each row of assigned ids that somebody has asked for.
    private(set) var lastNumbers: [NumberedIDs: Int]
    /// Persons who are erased here.
    private(set) var erasures: Set<StreamName> = []
    /// Which event was voided here by which.
    private(set) var voids: [Position: Position] = [:]
    /// What went wrong while a rule looked something up, which it cannot say itself.
    private(set) var failure: (any Error)?

    struct Payload {
        /// `nil` where the event holds personal data in plain: then only what was sealed goes on.
        let event: (any Event)?
        /// Of the command of the client.
        let commandID: String?
    }

    init(on store: RecordStore, head: Position, lastNumbers: [NumberedIDs: Int] = [:]) {
        self.store = store
        below = nil
        base = head
        self.lastNumbers = lastNumbers
    }

    /// What went wrong for one command is no concern of the next.
    func forgetFailure() { failure = nil }

    init(on below: Overlay) {
        self.below = below
        store = below.store
        base = below.head
        lastNumbers = below.lastNumbers
    }

    /// The position of the last event.
    var head: Position { Position(base.number + Int64((spilled?.count ?? 0) + events.count)) }

    /// Moves the events out of memory. To be called for a layer of which nothing is to be recorded.
    func spill(into file: SpilledEvents) throws {
        try file.append(events)
        spilled = file
        events = []
        payloads = []
    }

    func receipt(of commandID: String) throws -> StoredReceipt? {
        if let receipt = receipts[commandID] { return receipt }
        return try below.map { try $0.receipt(of: commandID) } ?? store.receipt(of: commandID)
    }

    /// Which of the events at these positions, some of which may be on this layer, are the first of their command: those
    /// after it name what caused them.
    func firstEvents(from first: Position, through last: Position) throws -> [(Position, StreamName)] {
        try (first.number...last.number).compactMap { number in
            let position = Position(number)
            let (stream, metadata) = try place(of: position)
            return try EventCodec.metadata(metadata).causation == nil ? (position, stream) : nil
        }
    }

    /// An event that was decided on this layer.
    func ownEvent(at position: Position) throws -> NewEvent {
        let index = Int(position.number - base.number) - 1
        guard let spilled else { return events[index] }
        return index < spilled.count ? try spilled.event(at: index) : events[index - spilled.count]
    }

    /// The events of the stream that were decided on this layer.
    func ownEvents(of stream: StreamName) throws -> [(Position, NewEvent)] {
        var found: [(Position, NewEvent)] = []
        var position = states[stream]?.head.position ?? .zero
        while position > base {
            let event = try ownEvent(at: position)
            found.append((position, event))
            position = event.previous
        }
        return found.reversed()
    }

    private func place(of position: Position) throws -> (StreamName, metadata: [UInt8]) {
        if position > base {
            let event = try ownEvent(at: position)
            return (event.stream, event.metadata)
        }
        if let below { return try below.place(of: position) }
        let event = try store.event(at: position)
        return (event.stream, event.metadata)
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

    /// The record as it will be; `nil` if there is none.
    func standing<Subject: Record>(_ kind: Subject.Type, _ stream: StreamName) throws -> Standing<Subject>? {
        try state(kind, stream)?.standing
    }

    /// Puts events of one record at the end.
    /// - Parameters:
    ///   - commandID: of the command of the client that led to them.
    ///   - sealer: if they hold personal data in plain.
    ///   - data: the data of the only event, if it is known already.
    func append<Subject: Record>(
        _ happened: [any Event<Subject>], to stream: StreamName, on occurredOn: PartialDate,
        commandID: String?, metadata: [UInt8], sealer: (any Sealer & Sendable)?, data: [UInt8]?,
        isReadBack: Bool = false
    ) throws {
        // Encoded first: what cannot be encoded must leave nothing behind.
        var encoded: [[UInt8]] = []
        if let data { encoded.append(data) }
        while encoded.count < happened.count {
            encoded.append(try EventCodec.data(of: happened[encoded.count], sealer: sealer))
        }
        try ReadBack.require(occurredOn, of: stream)
        for index in 0..<happened.count where index > 0 || !isReadBack {
            try ReadBack.require(happened[index], data: encoded[index], isSealed: sealer != nil)
        }
        try ReadBack.require(metadata: metadata)
        let state = try ownState(Subject.self, stream)
        // Plain numbers: iterators of a generic array are looked up anew for every command.
        for index in 0..<happened.count {
            let event = happened[index]
            let type = type(of: event)
            events.append(
                NewEvent(
                    stream: stream, version: state.head.version.next, previous: state.head.position,
                    type: type.type, schema: type.schema, occurredOn: occurredOn, data: encoded[index],
                    metadata: metadata))
            payloads.append(Payload(event: sealer == nil ? event : nil, commandID: commandID))
            if type == Person.Erased.self { erasures.insert(stream) }
            Standing.apply(event, on: occurredOn, to: &state.standing)
            state.head = StreamHead(version: state.head.version.next, position: head)
        }
        noteLookupTexts(of: state, stream)
        noteNumber(of: stream)
    }

    /// Remembers that the event at this position was voided by the last one.
    func noteVoid(of position: Position) { voids[position] = head }

    /// Which event has voided the one at this position; `nil` if none has.
    func void(of position: Position) throws -> Position? {
        if let void = voids[position] { return void }
        return try below.map { try $0.void(of: position) } ?? store.void(of: position)
    }

    /// Puts what a void or a correction has made of the record in the place of its state.
    /// - Parameter standing: `nil` if the record's creation counts no more.
    func revise<Subject: Record>(_ stream: StreamName, to standing: Standing<Subject>?) throws {
        let state = try ownState(Subject.self, stream)
        state.standing = standing
        state.head = StreamHead(
            version: state.head.version, position: state.head.position, isVoid: standing == nil)
        noteLookupTexts(of: state, stream)
    }

    private func noteLookupTexts<Subject: Record>(of state: RecordState<Subject>, _ stream: StreamName) {
        for text in state.standing?.state.lookupTexts ?? [] {
            streamsByKey[LookupKey(kind: Subject.kind, text: text), default: []].insert(stream)
        }
    }

    /// The record's state on this layer, which may be changed.
    private func ownState<Subject: Record>(
        _ kind: Subject.Type, _ stream: StreamName
    ) throws -> RecordState<Subject> {
        if let own = states[stream] as? RecordState<Subject> { return own }
        let state =
            try self.state(kind, stream)?.copy() as? RecordState<Subject>
            ?? RecordState(head: StreamHead(version: .zero, position: .zero), standing: nil)
        states[stream] = state
        return state
    }

    /// Remembers what was recorded for a command of the client: the events from that position to the head.
    func append(receiptOf commandID: String, digest: String, first: Position) {
        receipts[commandID] = StoredReceipt(digest: digest, first: first, last: head)
    }

    /// Takes over everything of a layer on this one.
    func merge(_ layer: Overlay) {
        states.merge(layer.states) { $1 }
        receipts.merge(layer.receipts) { $1 }
        streamsByKey.merge(layer.streamsByKey) { $0.union($1) }
        events += layer.events
        payloads += layer.payloads
        lastNumbers = layer.lastNumbers
        erasures.formUnion(layer.erasures)
        voids.merge(layer.voids) { $1 }
    }

    /// The ids that come next, none of which any record has or had.
    func next(_ count: Int, of ids: NumberedIDs) throws -> [StreamName] {
        var number = try lastNumbers[ids] ?? store.lastNumber(of: ids)
        lastNumbers[ids] = number
        var next: [StreamName] = []
        while next.count < count {
            number += 1
            let stream = ids.stream(number: number)
            // What was recorded a moment ago is not counted yet.
            if try head(of: stream) == nil { next.append(stream) }
        }
        return next
    }

    private func noteNumber(of stream: StreamName) {
        for (ids, last) in lastNumbers {
            guard let number = ids.number(of: stream) else { continue }
            lastNumbers[ids] = max(last, number)
        }
    }
}

extension Overlay: Records {
    func standing<Subject: Record>(_ id: RecordID<Subject>) -> Standing<Subject>? {
        attempt { try standing(Subject.self, id.stream) }
    }

    func first<Subject: Record>(_ kind: Subject.Type, where lookup: Lookup) -> RecordID<Subject>? {
        attempt {
            let key = lookup.key(ofKind: Subject.kind)
            let answer = try candidates(for: lookup, key: key).first { stream in
                try standing(kind, stream)?.state.answers(lookup) ?? false
            }
            return answer.flatMap { RecordID(String($0.id)) }
        }
    }

    /// Streams that may answer the question; their states decide.
    func candidates(for lookup: Lookup, key: LookupKey) throws -> [StreamName] {
        try recentStreams(for: key) + store.candidates(for: lookup, key: key)
    }

    func exists(_ stream: StreamName) -> Bool { attempt { try knows(stream) } ?? false }

    func isErased(_ person: StreamName) -> Bool { attempt { try hasErased(person) } ?? false }

    private func hasErased(_ person: StreamName) throws -> Bool {
        if erasures.contains(person) { return true }
        return try below?.hasErased(person) ?? store.isErased(person)
    }

    private func knows(_ stream: StreamName) throws -> Bool {
        if let state = states[stream] { return !state.head.isVoid }
        return try below?.knows(stream) ?? store.exists(stream)
    }

    private func recentStreams(for key: LookupKey) -> [StreamName] {
        Array(streamsByKey[key] ?? []) + (below?.recentStreams(for: key) ?? [])
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
