import SutureCodec
import SutureDomain
import SutureLog
import SutureReadModels

/// The log as it will be if all that was decided is committed, laid over the log as it is or an overlay.
///
/// A batch is decided on an overlay, and its states are merged into the store only after the commit; a batch
/// of the client is an overlay on that, dropped if one of its commands is refused.
final class Overlay {
    /// What the read models need of an event.
    struct Payload {
        /// `nil` where the event holds personal data in plain: then only what was sealed goes on.
        let event: (any Event)?
        /// Of the command of the client.
        let commandID: String?
    }

    /// The position of the last event before this overlay's first.
    let base: Position
    private let below: any LogState
    private(set) var changes: Changes
    private(set) var states: [StreamName: StreamState] = [:]
    private(set) var events: [NewEvent] = []
    /// One for each of these events.
    private(set) var payloads: [Payload] = []
    private(set) var lastNumbers: [NumberedIDs: Int]
    /// The history that was asked for last, up to that event: many corrections are often of one record.
    private var lastTimeline: (timeline: AnyTimeline, stream: StreamName, head: Position)?
    /// The events before these: of an overlay that takes more than is to be held in memory.
    private var spilled: SpilledEvents?

    /// - Parameter head: the position of the last event below.
    init(on below: any LogState, behind head: Position) {
        self.below = below
        base = head
        changes = Changes(last: head)
        lastNumbers = below.lastNumbers
    }

    convenience init(on below: Overlay) { self.init(on: below, behind: below.head) }

    /// The position of the last event.
    var head: Position { changes.last }

    // MARK: What is decided

    /// Puts an event of a record at the end.
    func append<Happened: Event>(
        _ event: Happened, to stream: StreamName, on occurredOn: PartialDate, _ metadata: EventMetadata
    ) throws {
        try append([event as any Event<Happened.Subject>], to: stream, on: occurredOn, metadata)
    }

    /// Puts events of one record at the end.
    /// - Parameters:
    ///   - sealer: if they hold personal data in plain.
    ///   - data: the data of the only event, if it is known already.
    ///   - isReadBack: whether the first event was read from its data.
    func append<Subject: Record>(
        _ happened: [any Event<Subject>], to stream: StreamName, on occurredOn: PartialDate,
        _ metadata: EventMetadata, sealer: (any Sealer & Sendable)? = nil, data: [UInt8]? = nil,
        isReadBack: Bool = false
    ) throws {
        // Encoded first: what cannot be encoded must leave nothing behind.
        var encoded: [[UInt8]] = []
        if let data { encoded.append(data) }
        while encoded.count < happened.count {
            encoded.append(try EventCodec.data(of: happened[encoded.count], sealer: sealer))
        }
        let metadataBytes = EventCodec.metadata(metadata)
        try ReadBack.require(occurredOn, of: stream)
        for index in 0..<happened.count where index > 0 || !isReadBack {
            try ReadBack.require(happened[index], data: encoded[index], isSealed: sealer != nil)
        }
        try ReadBack.require(metadata: metadataBytes)
        let state = try ownState(Subject.self, stream)
        // Plain numbers: iterators of a generic array are looked up anew for every command.
        for index in 0..<happened.count {
            let event = happened[index]
            let type = type(of: event)
            let head = StreamHead(version: state.head.version.next, position: head.next)
            events.append(
                NewEvent(
                    stream: stream, version: head.version, previous: state.head.position,
                    type: type.type, schema: type.schema, occurredOn: occurredOn, data: encoded[index],
                    metadata: metadataBytes))
            payloads.append(
                Payload(event: sealer == nil ? event : nil, commandID: metadata.command?.id))
            if type == Person.Erased.self { changes.erasures.insert(stream) }
            Standing.apply(event, on: occurredOn, to: &state.standing)
            state.head = head
            changes.heads[stream] = head
            changes.last = head.position
        }
        noteLookupTexts(of: state, stream)
        noteNumber(of: stream)
    }

    /// Remembers that the event at this position was voided by the last one.
    func noteVoid(of position: Position) { changes.voids[position] = head }

    /// Remembers what was recorded for a command of the client: the events from that position to the head.
    func noteReceipt(of command: EventMetadata.Origin, from first: Position) {
        changes.receipts[command.id] = StoredReceipt(digest: command.digest, first: first, last: head)
    }

    /// Puts what a void or a correction has made of the record in the place of its state.
    /// - Parameter standing: `nil` if the record's creation counts no more.
    func revise<Subject: Record>(_ stream: StreamName, to standing: Standing<Subject>?) throws {
        let state = try ownState(Subject.self, stream)
        state.standing = standing
        state.head = StreamHead(
            version: state.head.version, position: state.head.position, isVoid: standing == nil)
        changes.heads[stream] = state.head
        noteLookupTexts(of: state, stream)
    }

    /// Takes over everything of an overlay on this one.
    func merge(_ overlay: Overlay) {
        changes.merge(overlay.changes)
        states.merge(overlay.states) { $1 }
        events += overlay.events
        payloads += overlay.payloads
        lastNumbers = overlay.lastNumbers
        lastTimeline = overlay.lastTimeline ?? lastTimeline
    }

    private func noteLookupTexts<Subject: Record>(of state: RecordState<Subject>, _ stream: StreamName) {
        for text in state.standing?.state.lookupTexts ?? [] {
            changes.streamsByKey[LookupKey(kind: Subject.kind, text: text), default: []].insert(stream)
        }
    }

    /// The record's state on this overlay, which may be changed.
    private func ownState<Subject: Record>(
        _ kind: Subject.Type, _ stream: StreamName
    ) throws -> RecordState<Subject> {
        if let own = states[stream] as? RecordState<Subject> { return own }
        let state =
            try below.state(kind, stream)?.copy() as? RecordState<Subject>
            ?? RecordState(head: StreamHead(version: .zero, position: .zero), standing: nil)
        states[stream] = state
        return state
    }

    // MARK: Assigned ids

    /// The ids that come next, none of which any record has or had.
    func next(_ count: Int, of ids: NumberedIDs) throws -> [StreamName] {
        var number = try lastNumber(of: ids)
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

    // MARK: Its own events

    /// Moves the events out of memory. To be called for an overlay of which nothing is to be recorded.
    func spill(into file: SpilledEvents) throws {
        try file.append(events)
        spilled = file
        events = []
        payloads = []
        lastTimeline = nil
    }

    /// An event that was decided on this overlay.
    func ownEvent(at position: Position) throws -> NewEvent {
        let index = Int(position.number - base.number) - 1
        guard let spilled else { return events[index] }
        return index < spilled.count ? try spilled.event(at: index) : events[index - spilled.count]
    }

    /// The record's history as it is.
    func timeline<Subject: Record>(_ kind: Subject.Type, _ stream: StreamName) throws -> Timeline<Subject> {
        if let last = lastTimeline, last.stream == stream, try head(of: stream)?.position == last.head,
            let timeline = last.timeline as? Timeline<Subject>
        {
            return timeline
        }
        let timeline = Timeline<Subject>(of: try history(of: stream))
        try keep(timeline, of: stream)
        return timeline
    }

    /// Remembers the record's history as it is now.
    func keep(_ timeline: AnyTimeline, of stream: StreamName) throws {
        lastTimeline = try head(of: stream).map { (timeline, stream, $0.position) }
    }

    /// The events of the stream that were decided on this overlay.
    func ownEvents(of stream: StreamName) throws -> [PastEvent] {
        var found: [PastEvent] = []
        var position = changes.heads[stream]?.position ?? .zero
        while position > base {
            let event = try ownEvent(at: position)
            found.append(try PastEvent(event, at: position))
            position = event.previous
        }
        return found.reversed()
    }
}

// MARK: What it knows, and else what is below

extension Overlay: LogState {
    func head(of stream: StreamName) throws -> StreamHead? {
        try changes.heads[stream] ?? below.head(of: stream)
    }

    func exists(_ stream: StreamName) throws -> Bool {
        try changes.heads[stream].map { !$0.isVoid } ?? below.exists(stream)
    }

    func state<Subject: Record>(_ kind: Subject.Type, _ stream: StreamName) throws -> RecordState<Subject>? {
        if let state = states[stream] { return state as? RecordState<Subject> }
        return try below.state(kind, stream)
    }

    func isErased(_ person: StreamName) throws -> Bool {
        try changes.erasures.contains(person) || below.isErased(person)
    }

    func receipt(of commandID: String) throws -> StoredReceipt? {
        try changes.receipts[commandID] ?? below.receipt(of: commandID)
    }

    func void(of position: Position) throws -> Position? {
        try changes.voids[position] ?? below.void(of: position)
    }

    func candidates(for lookup: Lookup, key: LookupKey) throws -> [StreamName] {
        try Array(changes.streamsByKey[key] ?? []) + below.candidates(for: lookup, key: key)
    }

    func lastNumber(of ids: NumberedIDs) throws -> Int {
        try lastNumbers[ids] ?? below.lastNumber(of: ids)
    }

    func place(of position: Position) throws -> (stream: StreamName, metadata: [UInt8]) {
        guard position > base else { return try below.place(of: position) }
        let event = try ownEvent(at: position)
        return (event.stream, event.metadata)
    }

    func history(of stream: StreamName) throws -> [PastEvent] {
        try below.history(of: stream) + ownEvents(of: stream)
    }

    func pastEvent(at position: Position) throws -> PastEvent? {
        guard position > base else { return try below.pastEvent(at: position) }
        guard position <= head else { return nil }
        return try PastEvent(ownEvent(at: position), at: position)
    }

    /// Between the log and what would be recorded there may be a gap.
    func pastEvent(after position: Position) throws -> PastEvent? {
        if position < base, let older = try below.pastEvent(after: position) { return older }
        return try pastEvent(at: max(position, base).next)
    }

    func streams(mentioning text: String, stream: String) throws -> Set<StreamName> {
        let needle = Array(text.utf8)
        var streams = try below.streams(mentioning: text, stream: stream)
        for position in base.number..<head.number {
            let event = try ownEvent(at: Position(position + 1))
            if event.data.withUnsafeBytes({ $0.contains(needle) }) { streams.insert(event.stream) }
        }
        return streams
    }
}
