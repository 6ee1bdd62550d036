import SutureJSON

/// Where a page ended: the value of the column that the rows are ordered by, and the last row's key. The next page
/// begins behind it, whatever rows have come in between.
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

    /// Throws `invalidParameter` for `after` unless the text is a cursor of that purpose with that many values.
    init(_ text: String, purpose: String, valueCount: Int) throws {
        guard let bytes = Cursor.bytes(text),
            case .array(let values)? = try? JSONValue(JSONDocument(parsing: bytes).root),
            values.first == .string(purpose), values.count == valueCount + 1
        else {
            throw QueryError.invalidParameter(
                "after", message: "after is what next said of the page before, in the same order.")
        }
        self.purpose = purpose
        self.values = Array(values.dropFirst())
    }

    var text: String { hexadecimal(JSONValue.array([.string(purpose)] + values).bytes) }

    private static func bytes(_ text: String) -> [UInt8]? {
        let digits = text.utf8.map { UInt8(ascii: "0") <= $0 && $0 <= UInt8(ascii: "9") ? $0 - 48 : $0 &- 87 }
        guard digits.count % 2 == 0, digits.allSatisfy({ $0 < 16 }) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}

/// Two lower-case digits for each byte.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
