/// Comma-separated values (RFC 4180), row by row, with the line of the file at which each row begins.
///
///     a,"b, with ""quotes""
///     over two lines",c
///
/// Lines end in LF or CRLF, or in CR alone where the first one does, as an old Macintosh writes it; elsewhere
/// that is an ordinary character. Empty lines are passed over. A quote inside a field that does not begin
/// with one is an ordinary character, as in `5" long`. The well-known packages give rows without their lines,
/// which whoever mends one needs, so this is our own.
struct CSVReader {
    struct Row: Equatable, Sendable {
        /// From 1; of a row over several lines the first.
        let line: Int
        let fields: [String]
    }

    private let bytes: [UInt8]
    private let delimiter: UInt8
    private var index: Int
    private var line = 1
    /// `nil` until the first line has ended.
    private var linesEndInCR: Bool?

    /// - Parameter bytes: UTF-8, without a byte order mark (``InputText``).
    init(_ bytes: [UInt8], delimiter: UInt8 = UInt8(ascii: ",")) {
        self.bytes = bytes
        self.delimiter = delimiter
        index = 0
    }

    /// `nil` after the last row.
    mutating func next() throws(CSVError) -> Row? {
        skipEmptyLines()
        guard index < bytes.count else { return nil }
        let start = line
        var fields: [String] = []
        while true {
            fields.append(try field())
            guard index < bytes.count, bytes[index] == delimiter else { break }
            index += 1
        }
        endLine()
        return Row(line: start, fields: fields)
    }

    private mutating func field() throws(CSVError) -> String {
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return try plainField() }
        return try quotedField()
    }

    private mutating func plainField() throws(CSVError) -> String {
        let start = index
        while index < bytes.count, bytes[index] != delimiter, !isAtLineEnd { index += 1 }
        return try text(bytes[start..<index])
    }

    private mutating func quotedField() throws(CSVError) -> String {
        let start = line
        var content: [UInt8] = []
        index += 1
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\"") {
                guard index < bytes.count, bytes[index] == byte else {
                    guard index == bytes.count || bytes[index] == delimiter || isAtLineEnd else {
                        throw CSVError(line: line, reason: .textAfterQuote)
                    }
                    return try text(content[...])
                }
                index += 1
            } else if byte == UInt8(ascii: "\n") || linesEndInCR == true && byte == CSVReader.cr && !isAtLF {
                line += 1
            }
            content.append(byte)
        }
        throw CSVError(line: start, reason: .unterminatedQuote)
    }

    private static let cr = UInt8(ascii: "\r")

    private var isAtLF: Bool { index < bytes.count && bytes[index] == UInt8(ascii: "\n") }

    private var isAtLineEnd: Bool {
        guard bytes[index] == CSVReader.cr else { return isAtLF }
        return linesEndInCR != false || index + 1 == bytes.count || bytes[index + 1] == UInt8(ascii: "\n")
    }

    private mutating func skipEmptyLines() {
        while index < bytes.count, isAtLineEnd { endLine() }
    }

    private mutating func endLine() {
        guard index < bytes.count else { return }
        let isCR = bytes[index] == CSVReader.cr
        index += 1
        line += 1
        if linesEndInCR == nil {
            linesEndInCR = isCR && !isAtLF
            // Those in the quotes of the first row were not known to end lines.
            if linesEndInCR == true {
                line += zip(bytes[..<(index - 1)], bytes[1...]).count { $0 == CSVReader.cr && $1 != 0x0A }
            }
        }
        if isCR, isAtLF { index += 1 }
    }

    private func text(_ content: ArraySlice<UInt8>) throws(CSVError) -> String {
        guard let text = String(validating: content, as: UTF8.self) else {
            throw CSVError(line: line, reason: .invalidUTF8)
        }
        return text
    }
}

/// Why a file is no CSV, and where.
struct CSVError: Error, Equatable, CustomStringConvertible {
    enum Reason: Equatable {
        case unterminatedQuote, textAfterQuote, invalidUTF8
        case undecodable(encoding: String)
    }

    let line: Int
    let reason: Reason

    var description: String {
        switch reason {
        case .unterminatedQuote: "line \(line): the quote that opens here is never closed"
        case .textAfterQuote: "line \(line): text after a closing quote; quotes inside quotes are doubled"
        case .invalidUTF8:
            "line \(line): not UTF-8; the map's encoding: says in which encoding the file was saved "
                + "(\(TextEncoding.names.joined(separator: ", ")))"
        case .undecodable(let encoding):
            "line \(line): not in the encoding \(encoding)"
        }
    }
}
