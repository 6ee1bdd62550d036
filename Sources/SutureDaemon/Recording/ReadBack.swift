import SutureCodec
import SutureDomain
import SutureLog
import SutureSystem

/// Reads what is about to be committed as every reader of the log will. What does not come back equal is not
/// recorded: once it stood there, nothing behind it could be read either.
enum ReadBack {
    /// - Parameters:
    ///   - data: the bytes that are to be stored.
    ///   - isSealed: whether personal data, plain in the event, was sealed on the way into them.
    static func require<Happened: Event>(
        _ event: Happened, data: [UInt8], isSealed: Bool
    ) throws(NotReadBack) {
        let type = Happened.type
        do {
            let read = try EventCodec.event(type: type, schema: Happened.schema, data: data)
            // Sealed, it is another value than it was: the bytes are compared that it would be written as.
            guard isSealed ? try EventCodec.data(of: read) == data : read as? Happened == event else {
                throw NotReadBack(what: "\(type)")
            }
        } catch let error as NotReadBack {
            throw error
        } catch let error as LogFailure {
            throw NotReadBack(what: "\(type)", cause: error.cause)
        } catch {
            throw NotReadBack(what: "\(type)", cause: ToldFailure(error).message)
        }
    }

    static func require(_ occurredOn: PartialDate, of stream: StreamName) throws(NotReadBack) {
        guard PartialDate(occurredOn.text) == occurredOn else {
            throw NotReadBack(what: "the date \(occurredOn) of an event of \(stream)")
        }
    }

    static func require(metadata: [UInt8]) throws(NotReadBack) {
        let read: EventMetadata
        do {
            read = try EventCodec.metadata(metadata)
        } catch {
            throw NotReadBack(what: "the metadata", cause: error.cause)
        }
        guard EventCodec.metadata(read) == metadata else { throw NotReadBack(what: "the metadata") }
    }
}

/// What was to be recorded would not be read as it was said: a mistake in Suture.
struct NotReadBack: TellableError, CustomStringConvertible {
    let what: String
    var cause: String?

    var description: String {
        "\(what) would not be read back as it was said" + (cause.map { " (\($0))" } ?? "")
    }
}
