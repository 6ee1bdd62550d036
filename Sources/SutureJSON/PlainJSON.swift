import Glibc

/// Goes along JSON as it is written most of the time: without white space, texts of ASCII without escapes,
/// whole numbers. To recognize that takes a tenth of what a parse does. Of any other text nothing is said.
package struct PlainJSON {
    private static let depthMax = 8

    private let bytes: UnsafeRawBufferPointer
    private let depthMax: Int
    private var offset = 0

    /// - Parameter bytes: they have to stand for as long as this is used.
    package init(_ bytes: UnsafeRawBufferPointer) { self.init(bytes, depthMax: PlainJSON.depthMax) }

    private init(_ bytes: UnsafeRawBufferPointer, depthMax: Int) {
        self.bytes = bytes
        self.depthMax = depthMax
    }

    /// Whether it certainly is one object, at most so deep, in which no key stands twice.
    static func isObject(_ bytes: UnsafeRawBufferPointer, depthMax: Int) -> Bool {
        var text = PlainJSON(bytes, depthMax: min(depthMax, PlainJSON.depthMax))
        return text.next == UInt8(ascii: "{") && text.takeValue(depth: 1) && text.isAtEnd
    }

    package var isAtEnd: Bool { offset == bytes.count }

    private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        offset += 1
        return true
    }

    /// Goes behind a text that stands next; stays where it is if none does.
    package mutating func take(_ text: StaticString) -> Bool {
        take(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// The same with a text that is not known before the program runs.
    package mutating func take(_ text: [UInt8]) -> Bool { text.withUnsafeBytes { take($0) } }

    private mutating func take(_ text: UnsafeRawBufferPointer) -> Bool {
        guard let start = bytes.baseAddress, let own = text.baseAddress, bytes.count - offset >= text.count,
            memcmp(start + offset, own, text.count) == 0
        else { return false }
        offset += text.count
        return true
    }

    private mutating func takeValue(depth: Int) -> Bool {
        switch next {
        case UInt8(ascii: "\""): takeText()
        case UInt8(ascii: "{"): depth <= depthMax && takeObject(depth: depth)
        case UInt8(ascii: "["): depth <= depthMax && takeArray(depth: depth)
        case UInt8(ascii: "t"): take("true")
        case UInt8(ascii: "f"): take("false")
        case UInt8(ascii: "n"): take("null")
        default: takeNumber()
        }
    }

    private mutating func takeObject(depth: Int) -> Bool {
        offset += 1
        if take("}" as Unicode.Scalar) { return true }
        let start = offset
        repeat {
            let key = offset
            guard takeText(), take(":" as Unicode.Scalar), !stands(key..<offset, behind: start) else {
                return false
            }
            guard takeValue(depth: depth + 1) else { return false }
        } while take("," as Unicode.Scalar)
        return take("}" as Unicode.Scalar)
    }

    /// Whether a key, with its quotes and its colon, stands in the object before, perhaps deeper in it.
    private func stands(_ key: Range<Int>, behind start: Int) -> Bool {
        guard let text = bytes.baseAddress, key.lowerBound > start else { return false }
        // It cannot reach into itself.
        return (start..<max(start, key.lowerBound - key.count)).contains { place in
            bytes[place] == UInt8(ascii: "\"") && memcmp(text + place, text + key.lowerBound, key.count) == 0
        }
    }

    private mutating func takeArray(depth: Int) -> Bool {
        offset += 1
        if take("]" as Unicode.Scalar) { return true }
        repeat {
            guard takeValue(depth: depth + 1) else { return false }
        } while take("," as Unicode.Scalar)
        return take("]" as Unicode.Scalar)
    }

    /// Goes behind a string, or somewhere into what is none.
    package mutating func takeText() -> Bool {
        guard take("\"" as Unicode.Scalar) else { return false }
        while let byte = next {
            offset += 1
            if byte == UInt8(ascii: "\"") { return true }
            guard (0x20..<0x80).contains(byte), byte != UInt8(ascii: "\\") else { return false }
        }
        return false
    }

    private mutating func takeNumber() -> Bool {
        _ = take("-" as Unicode.Scalar)
        return takeInteger()
    }

    /// The same with a whole number without a sign.
    package mutating func takeInteger() -> Bool {
        let start = offset
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
        // Greater ones may be beyond what a number can be.
        let count = offset - start
        return count == 1 || 2...18 ~= count && bytes[start] != UInt8(ascii: "0")
    }
}
