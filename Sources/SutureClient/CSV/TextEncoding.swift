import Foundation

/// An encoding in which a sheet may have been saved, under the names that spreadsheets and systems give it.
enum TextEncoding: Equatable {
    case utf8
    case utf16(isBigEndian: Bool)
    /// One that Foundation decodes, in which a line feed is a byte of its own; with its first name.
    case other(String.Encoding, name: String)

    /// `nil` if there is none of that name.
    init?(named name: String) {
        switch name.lowercased() {
        case "utf-8", "utf8": self = .utf8
        // Without a mark that says otherwise: as Windows writes it.
        case "utf-16", "utf-16le", "utf16", "unicode": self = .utf16(isBigEndian: false)
        case "utf-16be": self = .utf16(isBigEndian: true)
        case let name:
            guard let (names, number) = TextEncoding.others.first(where: { $0.names.contains(name) }) else {
                return nil
            }
            let encoding = String.Encoding(rawValue: TextEncoding.coreFoundationBit | number)
            self = .other(encoding, name: names[0])
        }
    }

    /// The first name of each.
    static var names: [String] { ["utf-8", "utf-16", "utf-16be"] + others.map { $0.names[0] } }

    /// By their numbers among CoreFoundation's encodings, most of which Foundation has no names for.
    private static let others: [(names: [String], number: UInt)] = [
        // What was GB 2312 and GBK is the same in GB 18030.
        (["gb18030", "gbk", "cp936", "gb2312"], 0x0632),
        (["big5", "cp950"], 0x0423), (["shift_jis", "shift-jis", "sjis", "cp932"], 0x0420),
        (["euc-kr", "cp949"], 0x0422),
        (["cp1252", "windows-1252"], 0x0500), (["cp1250", "windows-1250"], 0x0501),
        (["cp1251", "windows-1251"], 0x0502), (["cp1253", "windows-1253"], 0x0503),
        (["cp1254", "windows-1254"], 0x0504),
        (["iso-8859-1", "latin1", "latin-1"], 0x0201), (["iso-8859-15", "latin-9"], 0x020F),
    ]
    private static let coreFoundationBit: UInt = 0x8000_0000

    /// - Throws: an error with the line of what is not in this encoding. What is no UTF-8 shows when rows are
    ///   read.
    func utf8(of bytes: ArraySlice<UInt8>) throws(CSVError) -> [UInt8] {
        switch self {
        case .utf8: return Array(bytes)
        case .utf16(let isBigEndian): return try TextEncoding.utf8(ofUTF16: bytes, isBigEndian: isBigEndian)
        case .other(let encoding, let name):
            if let text = String(bytes: bytes, encoding: encoding) { return Array(text.utf8) }
            let lineFeed = UInt8(ascii: "\n")
            let end = bytes.contains(lineFeed) ? lineFeed : UInt8(ascii: "\r")
            let lines = bytes.split(separator: end, omittingEmptySubsequences: false)
            let wrong = lines.firstIndex { String(bytes: $0, encoding: encoding) == nil } ?? 0
            throw CSVError(line: wrong + 1, reason: .undecodable(encoding: name))
        }
    }

    private static func utf8(
        ofUTF16 bytes: ArraySlice<UInt8>, isBigEndian: Bool
    ) throws(CSVError) -> [UInt8] {
        var (lineFeeds, carriageReturns) = (0, 0)
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var decoder = UTF16()
        var units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).lazy.map { index in
            let first = UInt16(bytes[index])
            let second = UInt16(bytes[index + 1])
            return isBigEndian ? first << 8 | second : second << 8 | first
        }.makeIterator()
        while true {
            switch decoder.decode(&units) {
            case .scalarValue(let scalar):
                if scalar == "\n" { lineFeeds += 1 }
                if scalar == "\r" { carriageReturns += 1 }
                text.append(contentsOf: String(scalar).utf8)
            case .emptyInput where bytes.count.isMultiple(of: 2): return text
            case .emptyInput, .error:
                let line = 1 + (lineFeeds > 0 ? lineFeeds : carriageReturns)
                throw CSVError(line: line, reason: .undecodable(encoding: "utf-16"))
            }
        }
    }
}
