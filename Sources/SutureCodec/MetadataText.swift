import SutureJSON

/// Looks things up in metadata without reading all of them: mostly read models need the id of the command.
package struct MetadataText {
    private let bytes: [UInt8]

    /// As ``EventMetadata`` is written. No text in it has this, since its quotes are escaped there.
    private static let beginning = Array("\"command\":{\"id\":\"".utf8)
    private static let key = Array("\"command\"".utf8)

    package init(bytes: [UInt8]) { self.bytes = bytes }

    /// Of the command that asked for the event, if its client named one.
    package func commandID() throws -> String? {
        if let start = offset(behind: MetadataText.beginning) {
            let id = bytes[start...].prefix { $0 != UInt8(ascii: "\"") }
            if !id.contains(UInt8(ascii: "\\")) { return String(decoding: id, as: UTF8.self) }
        } else if offset(behind: MetadataText.key) == nil {
            return nil
        }
        return try JSONDocument(parsing: bytes).root["command"]?["id"]?.string
    }

    /// Who asked: the account's name, or its number where the system knew no name.
    package func account() -> String? {
        let actor = (try? JSONDocument(parsing: bytes))?.root["actor"]
        return actor?["user"]?.string ?? actor?["uid"]?.int64.map { "\($0)" }
    }

    private func offset(behind text: [UInt8]) -> Int? {
        guard bytes.count >= text.count else { return nil }
        for start in 0...bytes.count - text.count where bytes[start] == text[0] {
            if bytes[start..<start + text.count] == text[...] { return start + text.count }
        }
        return nil
    }
}
