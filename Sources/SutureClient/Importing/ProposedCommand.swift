import SutureJSON

/// A command that was made of a row.
struct ProposedCommand: Equatable {
    /// Where the row begins in its file.
    let line: Int
    /// With its kind: `device.register`.
    let command: String
    let id: String
    let fields: JSONObject
    /// Whether later rows name the same thing and rely on this command.
    var isShared = false
    var context: JSONObject
    /// The columns that each field is made of, by its path (`context.occurredOn`).
    var columns: [String: [String]] = [:]

    /// As `org.suture.Log.RecordAll` takes it.
    var parameters: JSONObject {
        [
            "command": .string(command), "id": .string(id), "fields": .object(fields),
            "context": .object(context),
        ]
    }
}
