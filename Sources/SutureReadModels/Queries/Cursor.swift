import SutureDomain
import SutureJSON

/// Where a page ended: the value of the column that the rows are ordered by, and the last row's key. The next
/// page begins behind it, whatever rows have come in between.
///
/// Clients see it as hexadecimal digits and pass it back as it is.
struct Cursor {
    /// What the cursor was made for; it fits no other query.
    let purpose: String
    let values: [JSONValue]

    init(purpose: String, values: [JSONValue]) {
        self.purpose = purpose
        self.values = values
    }

    /// Throws `invalidParameter` for `after` unless it is a cursor of that purpose with that many values.
    init(_ text: String, purpose: String, valueCount: Int) throws {
        guard let bytes = [UInt8](hexadecimal: text),
            case .array(let values)? = try? JSONValue(JSONDocument(parsing: bytes).root),
            values.first == .string(purpose), values.count == valueCount + 1
        else {
            throw QueryError.invalidParameter(
                "after", message: "after is what next said of the page before, in the same order.")
        }
        self.purpose = purpose
        self.values = Array(values.dropFirst())
    }

    var text: String { JSONValue.array([.string(purpose)] + values).bytes.hexadecimal }
}
