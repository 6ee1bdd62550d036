import SutureDomain

/// Why a submission was not recorded.
enum RecordingError: Error, Sendable {
    case refused(Refusal)
    /// Something that may not be said, whatever the record.
    case notToBeSaid(Objection)
    case notFound(StreamName)
    /// The event that is to be voided or corrected is another's, and the actor no steward.
    case notOwnEvent(Position)
    case conflict(StreamName, expected: StreamVersion, actual: StreamVersion)
    case commandReused(id: String, position: Position)
    /// Every command of a batch that cannot be recorded, by its place in the batch.
    case batchRefused([(index: Int, error: RecordingError)])
    case readOnly(reason: String)
    case failed(operation: String, message: String, hint: String)

    /// What to do about a failure that certainly left nothing behind.
    static let nothingRecordedHint =
        "nothing was recorded; try again, and look at the daemon's journal if it stays"

    /// Machinery broke meanwhile.
    init(_ error: any Error, in operation: String, hint: String) {
        self = .failed(operation: operation, message: ToldFailure(error).message, hint: hint)
    }

    /// What was thrown while a command was decided: it was refused, or else machinery broke, and nothing was recorded.
    init(deciding error: any Error) {
        self =
            switch error {
            case let known as RecordingError: known
            case let refusal as Refusal: .refused(refusal)
            case Rejection.refused(let refusal): .refused(refusal)
            case Rejection.notFound(let stream): .notFound(stream)
            case let mismatch as LogMismatch: .readOnly(reason: mismatch.description)
            default: .init(error, in: "decide", hint: RecordingError.nothingRecordedHint)
            }
    }

    /// Runs what decides: whatever it throws says why nothing is recorded.
    static func deciding<Value>(_ body: () throws -> Value) throws(RecordingError) -> Value {
        do {
            return try body()
        } catch {
            throw RecordingError(deciding: error)
        }
    }
}
