import SutureDomain
import SutureJSON

/// An event that was recorded under an id like those of a check's commands, and that none of these stands for.
struct Earlier {
    /// So many are told at most.
    static let countMax = 10_000

    let commandID: String
    let event: RecordedEvent

    func write(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("commandId")
        writer.string(commandID)
        writer.key("stream")
        writer.string(event.stream.text)
        writer.key("type")
        writer.string(event.type.text)
        writer.key("position")
        writer.integer(event.position.number)
        writer.endObject()
    }
}
