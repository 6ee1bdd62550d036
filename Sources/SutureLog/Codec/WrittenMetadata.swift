internal import Glibc
internal import SutureDomain

/// Recognizes metadata as ``EventCodec/metadata(_:)-swift.type.method`` writes it, with texts of plain ASCII: such metadata certainly can
/// be decoded, which whoever rebuilds read models need not find out by decoding them. Of any other nothing is said here.
struct WrittenMetadata {
    private static let roles = Role.allCases.map { Array($0.rawValue.utf8) }
    /// Every integer of so many digits fits.
    private static let digitCountMax = 18

    private let bytes: UnsafeRawBufferPointer
    private var offset = 0

    private init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    static func isWhole(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { bytes in
            var text = WrittenMetadata(bytes)
            return text.takeMetadata() && text.offset == bytes.count
        }
    }

    private mutating func takeMetadata() -> Bool {
        takeActor() && takeCommand() && takeText(of: ",\"correlation\":") && takeText(of: ",\"causation\":")
            && takeText(of: ",\"reason\":") && takeSources() && takeImport() && take("}")
    }

    private mutating func takeActor() -> Bool {
        take("{\"actor\":{\"uid\":") && takeInteger() && takeText(of: ",\"user\":") && take(",\"role\":\"")
            && takeRole() && take("\"") && takeText(of: ",\"onBehalfOf\":") && take("}")
    }

    private mutating func takeCommand() -> Bool {
        guard take(",\"command\":{\"id\":") else { return true }
        return takeText() && take(",\"digest\":") && takeText() && take("}")
    }

    private mutating func takeSources() -> Bool {
        guard take(",\"sources\":[") else { return true }
        if take("]") { return true }
        repeat {
            guard takeText() else { return false }
        } while take(",")
        return take("]")
    }

    private mutating func takeImport() -> Bool {
        guard take(",\"import\":{\"batch\":") else { return true }
        guard takeInteger() else { return false }
        if take(",\"line\":"), !takeInteger() { return false }
        return take("}")
    }

    /// A member that may be left out.
    private mutating func takeText(of member: StaticString) -> Bool { take(member) ? takeText() : true }

    private mutating func take(_ text: StaticString) -> Bool {
        take(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func take(_ text: UnsafeRawBufferPointer) -> Bool {
        guard let start = bytes.baseAddress, let own = text.baseAddress, bytes.count - offset >= text.count,
            memcmp(start + offset, own, text.count) == 0
        else { return false }
        offset += text.count
        return true
    }

    private mutating func takeRole() -> Bool {
        for role in WrittenMetadata.roles where role.withUnsafeBytes({ take($0) }) { return true }
        return false
    }

    private mutating func takeInteger() -> Bool {
        let start = offset
        while offset < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[offset]) {
            offset += 1
        }
        let count = offset - start
        return count == 1 || 2...WrittenMetadata.digitCountMax ~= count && bytes[start] != UInt8(ascii: "0")
    }

    private mutating func takeText() -> Bool {
        guard take("\"") else { return false }
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            if byte == UInt8(ascii: "\"") { return true }
            guard (0x20..<0x7F).contains(byte), byte != UInt8(ascii: "\\") else { return false }
        }
        return false
    }
}
