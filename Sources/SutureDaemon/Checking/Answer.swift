import SutureDomain
import SutureInterface
import SutureJSON
import Varlink

/// What is told of one command that was looked at and not recorded.
enum Answer {
    /// It would be recorded, about that record.
    case new(StreamName)
    /// It was recorded before, or its record says so already.
    case same(RecordedEvent, formerID: String?)
    /// An earlier command of the same check is the same.
    case repeated(StreamName)
    /// What was recorded says something else.
    case changed(RecordedEvent, [FieldDifference])
    /// It would be a second event that says the same of its record as this one does.
    case alike(RecordedEvent)
    /// Its event does not count any more.
    case voided(RecordedEvent, by: Position)
    /// Also where it cannot be understood, or says what may not be said.
    case refused(WireError)
}

/// A field of which a command says something else than what was recorded.
struct FieldDifference: Equatable {
    /// The command's field, or `context.occurredOn`.
    let field: String
    /// A text as it is, anything else as JSON; `nil` where there is nothing, and for personal data.
    var recorded: String?
    var proposed: String?

    /// What is longer is cut, and marked so.
    static let textByteCountMax = 1_024
    static let cutCharacterCount = 200
}

extension Answer {
    /// Writes what the interface calls `Checked`.
    /// - Parameter index: the command's place in its piece.
    func write(into writer: inout JSONWriter, index: Int) {
        writer.beginObject()
        writer.member("outcome", outcome)
        switch self {
        case .new(let stream), .repeated(let stream): writer.member("stream", stream.text)
        case .same(let event, let formerID):
            Answer.write(event, into: &writer)
            writer.member("formerId", formerID)
        case .alike(let event): Answer.write(event, into: &writer)
        case .changed(let event, let differences):
            Answer.write(event, into: &writer)
            writer.key("differences")
            writer.beginArray()
            for difference in differences {
                writer.beginObject()
                writer.member("field", difference.field)
                writer.member("recorded", difference.recorded)
                writer.member("proposed", difference.proposed)
                writer.endObject()
            }
            writer.endArray()
        case .voided(let event, let void):
            Answer.write(event, into: &writer)
            writer.member("voidedBy", void.number)
        case .refused(let error):
            let refusals = error.refusals(at: index).map { JSONValue.object($0) }
            writer.key("refusal")
            writer.value(refusals[0])
            guard refusals.count > 1 else { break }
            writer.key("others")
            writer.value(.array(Array(refusals.dropFirst())))
        }
        writer.endObject()
    }

    private var outcome: String {
        switch self {
        case .new: "new"
        case .same, .repeated: "same"
        case .changed: "changed"
        case .alike: "alike"
        case .voided: "voided"
        case .refused: "refused"
        }
    }

    private static func write(_ event: RecordedEvent, into writer: inout JSONWriter) {
        writer.member("stream", event.stream.text)
        writer.member("position", event.position.number)
    }
}
