/// Appends JSON in its one canonical form: no white space, and escapes only where RFC 8259 demands them.
///
/// Commas come by themselves; that every object and array is ended, and that members have keys, is the caller's
/// duty.
package struct JSONWriter {
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    package init(byteCapacity: Int = 0) { bytes.reserveCapacity(byteCapacity) }

    /// A place to come back to.
    package struct Place: Sendable {
        fileprivate let byteCount: Int
        fileprivate let needsComma: Bool
    }

    package var place: Place { Place(byteCount: bytes.count, needsComma: needsComma) }

    /// Forgets what was written behind that place.
    package mutating func rewind(to place: Place) {
        bytes.removeSubrange(place.byteCount...)
        needsComma = place.needsComma
    }

    package mutating func beginObject() { begin(UInt8(ascii: "{")) }
    package mutating func endObject() { end(UInt8(ascii: "}")) }
    package mutating func beginArray() { begin(UInt8(ascii: "[")) }
    package mutating func endArray() { end(UInt8(ascii: "]")) }

    package mutating func key(_ key: String) {
        separate()
        appendQuoted(key)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    package mutating func string(_ text: String) {
        separate()
        appendQuoted(text)
    }

    package mutating func integer(_ value: some BinaryInteger) { raw(String(value).utf8) }
    package mutating func bool(_ value: Bool) { raw((value ? "true" : "false").utf8) }
    package mutating func null() { raw("null".utf8) }

    /// A value that is JSON already.
    package mutating func raw(_ json: some Sequence<UInt8>) {
        separate()
        bytes.append(contentsOf: json)
    }

    /// A value that was parsed, in the canonical form.
    package mutating func value(_ view: JSONView) {
        switch view.kind {
        case .null, .bool, .number: view.withBytes { raw($0) }
        case .integer: view.withBytes { raw($0.elementsEqual("-0".utf8) ? $0.suffix(1) : $0[...]) }
        case .string where view.node.isEscaped: string(view.string ?? "")
        case .string:
            separate()
            bytes.append(UInt8(ascii: "\""))
            view.withBytes { bytes.append(contentsOf: $0) }
            bytes.append(UInt8(ascii: "\""))
        case .array:
            beginArray()
            for element in view.elements { value(element) }
            endArray()
        case .object:
            beginObject()
            for (name, member) in view.members {
                key(name)
                value(member)
            }
            endObject()
        }
    }

    package mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let value): bool(value)
        case .integer(let value): integer(value)
        case .number(let text): raw(text.utf8)
        case .string(let text): string(text)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            endArray()
        case .object(let object):
            beginObject()
            for member in object {
                key(member.key)
                self.value(member.value)
            }
            endObject()
        }
    }

    private mutating func begin(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func end(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func appendQuoted(_ text: String) {
        var text = text
        text.withUTF8 { source in
            bytes.append(UInt8(ascii: "\""))
            if JSONWriter.needsEscape(source) {
                appendEscaped(source)
            } else {
                bytes.append(contentsOf: source)
            }
            bytes.append(UInt8(ascii: "\""))
        }
    }

    private mutating func appendEscaped(_ source: UnsafeBufferPointer<UInt8>) {
        // What needs no escape is copied in stretches.
        var stretch = 0
        for position in 0..<source.count where JSONWriter.needsEscape(source[position]) {
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[stretch..<position]))
            appendEscape(source[position])
            stretch = position + 1
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[stretch...]))
    }

    /// Looks at every byte, without a branch, so that many are looked at at once.
    private static func needsEscape(_ source: UnsafeBufferPointer<UInt8>) -> Bool {
        var found = false
        for byte in source { found = needsEscape(byte) || found }
        return found
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// How many bytes that one takes in a string.
    static func escapedByteCount(_ byte: UInt8) -> Int {
        switch byte {
        case 0x08, 0x09, 0x0A, 0x0C, 0x0D, UInt8(ascii: "\""), UInt8(ascii: "\\"): 2
        case ..<0x20: 6
        default: 1
        }
    }

    private mutating func appendEscape(_ byte: UInt8) {
        switch byte {
        case 0x08: bytes.append(contentsOf: "\\b".utf8)
        case 0x09: bytes.append(contentsOf: "\\t".utf8)
        case 0x0A: bytes.append(contentsOf: "\\n".utf8)
        case 0x0C: bytes.append(contentsOf: "\\f".utf8)
        case 0x0D: bytes.append(contentsOf: "\\r".utf8)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
        default:
            bytes.append(contentsOf: (byte < 0x10 ? "\\u000" : "\\u00").utf8)
            bytes.append(contentsOf: String(byte, radix: 16).utf8)
        }
    }
}
