import SutureJSON

/// A command that was made of a row.
struct ProposedCommand: Equatable {
    /// Where the row begins in its file.
    let line: Int
    /// With its kind: `device.register`.
    let command: String
    /// Empty where the daemon assigns one.
    let id: String
    /// By what the row is known again, where the map says so.
    var key: String?
    let fields: JSONObject
    /// Whether later rows name the same thing and rely on this command.
    var isShared = false
    var context: JSONObject
    /// The columns that each field is made of, by its path (`context.occurredOn`).
    var columns: [String: [String]] = [:]

    /// What it says, whatever the circumstances. Of personal data too, so it stays in memory.
    var content: [UInt8] {
        JSONValue.array([.string(command), .string(id), .object(fields)]).bytes
    }

    /// As `org.suture.Log.RecordAll` takes it.
    var parameters: JSONObject {
        [
            "command": .string(command), "id": .string(id), "fields": .object(fields),
            "context": .object(context),
        ]
    }
}
