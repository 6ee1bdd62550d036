/// Appends JSON in its one canonical form: no white space, and escapes only where RFC 8259 demands them.
///
/// Commas come by themselves; that all is ended, and that members have keys, is the caller's duty.
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
        bytes.append(quoted: key)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    package mutating func string(_ text: String) {
        separate()
        bytes.append(quoted: text)
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

    // MARK: Members whose keys stand in the source code

    /// Begins an object that is a member of the one that was begun.
    package mutating func beginObject(_ key: StaticString) {
        self.key(key)
        beginObject()
    }

    /// Nothing where the value is absent, as everywhere here.
    package mutating func member(_ key: StaticString, _ text: String?) {
        guard let text else { return }
        self.key(key)
        string(text)
    }

    package mutating func member(_ key: StaticString, _ number: Int64?) {
        guard let number else { return }
        self.key(key)
        bytes.append(decimal: number)
        needsComma = true
    }

    package mutating func member(_ key: StaticString, _ texts: [String]?) {
        guard let texts else { return }
        self.key(key)
        beginArray()
        for text in texts { string(text) }
        endArray()
    }

    /// A value that is JSON already.
    package mutating func member(_ key: StaticString, raw json: [UInt8]) {
        self.key(key)
        raw(json)
    }

    /// It needs no escape.
    private mutating func key(_ key: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes.append(literal: key)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
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
}
