import Foundation
import SutureDomain
import SutureJSON

/// How the events of one kind were ever written: one line for each type, schema and case. Lines are added and
/// never changed.
///
///     {"type":"trial.outcome-logged","schema":1,"data":{"device":"D-001","result":"success"}}
struct GoldenFile {
    struct Line {
        let type: EventType
        let schema: Int
        /// Byte for byte as it stood in the log.
        let data: [UInt8]
    }

    let name: String
    let lines: [Line]

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Golden")

    static func all() throws -> [GoldenFile] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasSuffix(".jsonl") }.map { try GoldenFile(named: String($0.dropLast(6))) }
    }

    static func of(_ kind: any Record.Type) throws -> GoldenFile { try GoldenFile(named: kind.kind) }

    private init(named name: String) throws {
        self.name = name
        let path = GoldenFile.path(name)
        guard FileManager.default.fileExists(atPath: path) else {
            lines = []
            return
        }
        lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { text in
            let line = try JSONDocument(parsing: String(text)).root
            guard let type = line["type"]?.string, let schema = line["schema"]?.int64,
                let data = line["data"]?.rawText
            else { throw NoEvent(text: String(text)) }
            return Line(type: EventType(type), schema: Int(schema), data: Array(data.utf8))
        }
    }

    /// Puts lines at the end of the file.
    static func add(_ lines: [Line], of kind: any Record.Type) throws {
        let path = path(kind.kind)
        var text =
            FileManager.default.fileExists(atPath: path)
            ? try String(contentsOfFile: path, encoding: .utf8) : ""
        for line in lines {
            let data = String(decoding: line.data, as: UTF8.self)
            text += #"{"type":"\#(line.type)","schema":\#(line.schema),"data":\#(data)}"# + "\n"
        }
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }

    private static func path(_ kind: String) -> String { folder.appendingPathComponent("\(kind).jsonl").path }

    private struct NoEvent: Error {
        let text: String
    }
}
