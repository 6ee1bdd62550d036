import Foundation

/// The text of a file that a person names, as UTF-8 and without its byte order mark.
enum InputText {
    /// Read to its end: a file, a pipe, or standard input under the name `-`.
    /// - Throws: ``UsageError``.
    static func bytes(of path: String) throws -> [UInt8] {
        let handle = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path)
        guard let handle, let data = try? handle.readToEnd() ?? Data() else {
            throw UsageError("\(path) cannot be read")
        }
        return Array(data)
    }

    /// As messages name it.
    static func name(of path: String) -> String { path == "-" ? standardInputName : path }

    static let standardInputName = "standard input"

    /// - Parameter encoding: counts unless a byte order mark says another one.
    /// - Throws: an error that names the line of what is not in that encoding.
    static func utf8(of bytes: [UInt8], in encoding: TextEncoding = .utf8) throws(CSVError) -> [UInt8] {
        guard let mark = ByteOrderMark(beginning: bytes) else { return try encoding.utf8(of: bytes[...]) }
        let text = bytes.dropFirst(mark.bytes.count)
        return switch mark {
        case .utf8: Array(text)
        case .utf16LittleEndian: try TextEncoding.utf16(isBigEndian: false).utf8(of: text)
        case .utf16BigEndian: try TextEncoding.utf16(isBigEndian: true).utf8(of: text)
        }
    }
}
