import SutureDomain
import SutureInterface
import SutureJSON
import Varlink

/// The records that a sheet calls by their names.
struct FoundRecords {
    /// How many names are asked for at once.
    private static let nameCountMax = 100

    /// By kind, then by the text as it stands in the sheet.
    private(set) var ids: [String: [String: Set<String>]] = [:]

    init(_ ids: [String: [String: Set<String>]] = [:]) { self.ids = ids }

    /// The kinds that a map's `find:` names.
    /// - Parameter shape: of the field, which may take some of them only.
    static func kinds(at node: MapNode, for shape: FieldShape) throws -> [String] {
        guard shape.isID, let allowed = shape.kinds else {
            throw node.error("only a reference to a record can be looked up, and this field is none")
        }
        return try node.elements.map { node in
            let kind = try node.text
            guard allowed.contains(kind) else {
                throw node.error("\(kind) cannot stand here; there may be \(allowed.joined(separator: ", "))")
            }
            guard !NamedView.all(of: kind).isEmpty else {
                throw node.error("records of kind \(kind) have no names that can be looked up")
            }
            return kind
        }
    }

    /// As it stands in a field that takes these kinds.
    func id(of text: String, among kinds: [String]) throws(RowProblem) -> String {
        let found = kinds.flatMap { kind in (ids[kind]?[text] ?? []).sorted().map { "\(kind)/\($0)" } }
        guard let only = found.first else {
            throw RowProblem(message: "no \(kinds.joined(separator: " or ")) is called \"\(text)\"")
        }
        guard found.count == 1 else {
            throw RowProblem(message: "\"\(text)\" may be \(found.joined(separator: " or ")): give its id")
        }
        return only
    }

    /// Asks the daemon for everything that the rows name.
    static func finding(
        _ lookups: [(text: String, kinds: [String])], with daemon: Daemon
    ) async throws -> FoundRecords {
        var texts: [String: Set<String>] = [:]
        for lookup in lookups {
            for kind in lookup.kinds { texts[kind, default: []].insert(lookup.text) }
        }
        var found = FoundRecords()
        for (kind, texts) in texts.sorted(by: { $0.key < $1.key }) {
            for view in NamedView.all(of: kind) {
                try await found.add(texts.sorted(), of: view, kind: kind, with: daemon)
            }
        }
        return found
    }

    private mutating func add(
        _ texts: [String], of view: NamedView, kind: String, with daemon: Daemon
    ) async throws {
        for start in stride(from: 0, to: texts.count, by: FoundRecords.nameCountMax) {
            let names = texts[start...].prefix(FoundRecords.nameCountMax)
            let pages = Pages(
                daemon: daemon, method: Method.list,
                parameters: [
                    "view": .string(view.name),
                    "where": [view.text: .array(names.map { .string($0) })],
                ], limit: nil)
            var rows: [(text: String, id: String)] = []
            try await pages.forEach { page in
                guard let found = page["rows"]?.elements else { throw UnintelligibleReply(missing: "rows") }
                for row in found {
                    if let text = row[view.text]?.string, let id = row[view.id]?.string {
                        rows.append((text, id))
                    }
                }
            }
            for row in rows { ids[kind, default: [:]][row.text, default: []].insert(row.id) }
        }
    }
}
