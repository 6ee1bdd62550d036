import SutureDomain
import SutureReadModels

/// The log as decisions see it: as it is (``RecordStore``), or as it will be (``Overlay``).
protocol LogState: RuleSource {
    /// The last number of each row of assigned ids that somebody has asked for.
    var lastNumbers: [NumberedIDs: Int] { get }

    func head(of stream: StreamName) throws -> StreamHead?

    /// The record's state, not to be changed; `nil` if its stream has no event.
    func state<Subject: Record>(_ kind: Subject.Type, _ stream: StreamName) throws -> RecordState<Subject>?

    /// What was recorded for a command of a client; `nil` if nothing was.
    func receipt(of commandID: String) throws -> StoredReceipt?

    /// Which event has voided the one at this position; `nil` if none has.
    func void(of position: Position) throws -> Position?

    /// The greatest number of such an id, as far as is known without a look at every record; else zero.
    func lastNumber(of ids: NumberedIDs) throws -> Int

    // MARK: The past

    /// An event that a receipt names, as far as it is needed to tell commands apart.
    func place(of position: Position) throws -> (stream: StreamName, metadata: [UInt8])

    /// All events of the stream.
    func history(of stream: StreamName) throws -> [PastEvent]

    /// `nil` behind the last event, and for one that is passed over.
    func pastEvent(at position: Position) throws -> PastEvent?

    /// The next event that is not passed over.
    func pastEvent(after position: Position) throws -> PastEvent?

    /// Streams with events that may mention the text: the id of a record, or what a lookup finds one by.
    /// - Parameter stream: as what a record of that id is named where any kind may be.
    func streams(mentioning text: String, stream: String) throws -> Set<StreamName>
}

extension LogState {
    func standing<Subject: Record>(_ kind: Subject.Type, _ stream: StreamName) throws -> Standing<Subject>? {
        try state(kind, stream)?.standing
    }
}
