/// Why bytes are not JSON that Suture takes, and where.
package struct JSONError: Error, Equatable {
    package enum Reason: Equatable, Sendable {
        case unexpectedEnd
        case unexpectedByte(UInt8)
        /// A control character stands bare in a string.
        case controlCharacter
        case invalidEscape
        /// `\ud800` without its other half: a string that no UTF-8 can hold.
        case loneSurrogate
        case invalidUTF8
        case invalidNumber
        /// RFC 8259 leaves it open which of two equal keys counts; here neither does.
        case duplicateKey(path: String)
        case tooDeep(depthMax: Int)
        /// Something follows the value.
        case trailingBytes
        case tooLong(byteCountMax: Int)
    }

    /// Counted from the first byte, which is 0.
    package let offset: Int
    package let reason: Reason
}

extension JSONError: CustomStringConvertible {
    package var description: String { "\(reason) at byte \(offset)" }
}

extension JSONError.Reason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unexpectedEnd: "the text ends too early"
        case .unexpectedByte(let byte): "unexpected byte 0x\(String(byte, radix: 16))"
        case .controlCharacter: "a control character in a string is written as an escape"
        case .invalidEscape: "unknown escape"
        case .loneSurrogate: "half of a surrogate pair"
        case .invalidUTF8: "not UTF-8"
        case .invalidNumber: "malformed number"
        case .duplicateKey(let path): "duplicate key \(path)"
        case .tooDeep(let depthMax): "more than \(depthMax) levels deep"
        case .trailingBytes: "something follows the value"
        case .tooLong(let byteCountMax): "longer than \(byteCountMax) bytes"
        }
    }
}
