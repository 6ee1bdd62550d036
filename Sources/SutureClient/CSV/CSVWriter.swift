/// Rows as comma-separated values (RFC 4180, but lines end in LF as all others do here).
enum CSVWriter {
    static func line(_ fields: [String], delimiter: Character = ",") -> String {
        fields.map { quoted($0, delimiter) }.joined(separator: String(delimiter)) + "\n"
    }

    private static func quoted(_ field: String, _ delimiter: Character) -> String {
        let needsQuotes = field.unicodeScalars.contains {
            Character($0) == delimiter || $0 == "\"" || $0 == "\n" || $0 == "\r"
        }
        guard needsQuotes else { return field }
        return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
            + "\""
    }
}
