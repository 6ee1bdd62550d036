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

    /// Of its record.
    var kind: String { String(command.prefix { $0 != "." }) }

    /// - Parameter field: its path, with what stands within it (`context.sources[0]`).
    func columns(of field: String) -> [String] {
        let steps = field.split { $0 == "." || $0 == "[" }.map(String.init)
        guard let first = steps.first else { return [] }
        return columns[steps.prefix(2).joined(separator: ".")] ?? columns[first] ?? []
    }

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
