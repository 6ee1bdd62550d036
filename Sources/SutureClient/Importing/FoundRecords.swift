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
    func id(of text: String, among kinds: [String]) throws(UsageError) -> String {
        let found = kinds.flatMap { kind in (ids[kind]?[text] ?? []).sorted().map { "\(kind)/\($0)" } }
        guard let only = found.first else {
            throw UsageError("no \(kinds.joined(separator: " or ")) is called \"\(text)\"")
        }
        guard found.count == 1 else {
            throw UsageError("\"\(text)\" may be \(found.joined(separator: " or ")): give its id")
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

/// A view in which records stand under a text that people call them by.
struct NamedView {
    let name: String
    /// The column with the text.
    let text: String
    /// The column with the record's id.
    let id: String

    /// Those of a kind; none where its records have no names, or sealed ones.
    static func all(of kind: String) -> [NamedView] {
        let own = labels[kind].map { [NamedView(name: kind, text: $0, id: "id")] } ?? []
        return aliased.contains(kind)
            ? own + [NamedView(name: "\(kind)-alias", text: "alias", id: kind)] : own
    }

    /// What the records of a kind are called.
    private static let labels = [
        Institution.kind: "name", Unit.kind: "name", Device.kind: "name", Project.kind: "title",
        Trial.kind: "title", Fund.kind: "title", Agreement.kind: "title", Source.kind: "title",
        Assessment.kind: "title", Achievement.kind: "title", Activity.kind: "title", Screening.kind: "title",
    ]
    private static let aliased = [Institution.kind, Unit.kind]
}
