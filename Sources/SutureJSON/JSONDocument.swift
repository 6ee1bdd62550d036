/// JSON text that was parsed once, in one pass and without an object per value.
///
/// The text is strict RFC 8259. Beyond it: duplicate keys and halves of surrogate pairs are refused.
package final class JSONDocument: Sendable {
    package static let depthMaxDefault = 64
    package static let byteCountMax = Int(UInt32.max) - 1

    package let bytes: [UInt8]
    let nodes: [JSONNode]
    /// Of the first duplicate key, where it was not refused.
    package let duplicateKeyPath: String?

    /// Parses text in which at most `depthMax` arrays and objects stand inside of one another.
    /// - Parameter refusesDuplicateKeys: Whoever sets it to false looks at ``duplicateKeyPath``.
    package init(
        parsing bytes: [UInt8], depthMax: Int = JSONDocument.depthMaxDefault,
        refusesDuplicateKeys: Bool = true
    ) throws(JSONError) {
        guard bytes.count <= JSONDocument.byteCountMax else {
            throw JSONError(
                offset: JSONDocument.byteCountMax, reason: .tooLong(byteCountMax: JSONDocument.byteCountMax))
        }
        self.bytes = bytes
        (nodes, duplicateKeyPath) = try bytes.withUnsafeBufferPointer { buffer throws(JSONError) in
            var parser = JSONParser(
                bytes: buffer, depthMax: depthMax, refusesDuplicateKeys: refusesDuplicateKeys)
            try parser.parseDocument()
            return (parser.nodes, parser.duplicateKeyPath)
        }
    }

    package convenience init(parsing text: String) throws(JSONError) {
        try self.init(parsing: Array(text.utf8))
    }

    /// Whether the text is one object, at most `depthMax` deep, without a key twice. Nothing is kept of it.
    package static func isObject(_ bytes: UnsafeRawBufferPointer, depthMax: Int = depthMaxDefault) -> Bool {
        guard bytes.count <= byteCountMax else { return false }
        if PlainJSON.isObject(bytes, depthMax: depthMax) { return true }
        return bytes.withMemoryRebound(to: UInt8.self) { buffer in
            var parser = JSONParser(bytes: buffer, depthMax: depthMax, refusesDuplicateKeys: true)
            guard (try? parser.parseDocument()) != nil else { return false }
            return parser.nodes.first?.kind == .object
        }
    }

    package var root: JSONView { JSONView(document: self, index: 0) }
}
