/// The character that stands between the fields of a sheet.
struct Delimiter: Equatable {
    let byte: UInt8

    static let comma = Delimiter(byte: UInt8(ascii: ","))
    static let tab = Delimiter(byte: 0x09)
    /// Those that spreadsheets write.
    static let usual = [comma, Delimiter(byte: UInt8(ascii: ";")), tab, Delimiter(byte: UInt8(ascii: "|"))]

    private init(byte: UInt8) { self.byte = byte }

    /// `nil` unless the text is one character of ASCII that a field may not have at its ends.
    init?(_ text: String) {
        guard let byte = text.utf8.first, text.utf8.count == 1, text != "\"", text != "\n", text != "\r",
            byte < 0x80
        else { return nil }
        self.byte = byte
    }

    var character: Character { Character(UnicodeScalar(byte)) }

    /// As the map has it.
    var name: String { self == .tab ? "tab" : "\"\(character)\"" }
}
