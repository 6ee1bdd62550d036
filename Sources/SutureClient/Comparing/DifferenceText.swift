import SutureJSON
import SutureReports

/// A difference for people.
///
///     status: planned → running
///     sites: 1 added, 1 changed
///         + S2  institution=RENJI status=active
///         ~ S1  status: planned → active (position 91)
enum DifferenceText {
    private static let indentation = "    "
    /// Members that explain a row and do not distinguish it.
    private static let unsaid: Set<String> = ["meaning", "position"]

    static func of(_ difference: Difference) -> String {
        if difference.isEmpty { return "nothing differs\n" }
        return lines(of: difference).map { Table.printable($0) + "\n" }.joined()
    }

    private static func lines(of difference: Difference) -> [String] {
        difference.fields.filter { value($0.old) != value($0.new) }.map { text(of: $0) }
            + difference.lists.flatMap { lines(of: $0) }
    }

    private static func text(of field: Difference.Field) -> String {
        "\(field.name): \(value(field.old)) → \(value(field.new))"
    }

    private static func value(_ value: JSONValue?) -> String {
        let text = CellText.of(value)
        return text.isEmpty ? "(none)" : text
    }

    private static func lines(of list: Difference.List) -> [String] {
        let counts = [
            ("added", list.added.count), ("removed", list.removed.count), ("changed", list.changed.count),
        ]
        .filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
        let rows =
            list.removed.map { "- \(text(of: $0, list.keyNames))" }
            + list.added.map { "+ \(text(of: $0, list.keyNames))" }
            + list.changed.flatMap { lines(of: $0) }
        return ["\(list.name): \(counts.joined(separator: ", "))"] + rows.map { indentation + $0 }
    }

    /// What the row is known by, then its other values by their names.
    private static func text(of row: JSONObject, _ keyNames: [String]) -> String {
        let others = row.filter { !keyNames.contains($0.key) && !unsaid.contains($0.key) }.compactMap {
            member in
            let text = rowCount(member.value).map { "\($0) rows" } ?? CellText.of(member.value)
            return text.isEmpty ? nil : "\(member.key)=\(text)"
        }
        let known = known(row, keyNames)
        return others.isEmpty ? known : "\(known)  \(others.joined(separator: " "))"
    }

    private static func known(_ row: JSONObject, _ names: [String]) -> String {
        let values = names.map { CellText.of(row[$0]) }.filter { !$0.isEmpty }
        return values.isEmpty ? "(none)" : values.joined(separator: " ")
    }

    /// Of an array of objects.
    private static func rowCount(_ value: JSONValue) -> Int? {
        guard let elements = value.array, elements.contains(where: { $0.object != nil }) else { return nil }
        return elements.count
    }

    private static func lines(of row: Difference.Row) -> [String] {
        let fields = row.difference.fields.map { text(of: $0) }.joined(separator: "; ")
        let place = row.position.map { " (position \($0))" } ?? ""
        let head = "~ \(known(row.key, row.key.map(\.key)))" + (fields.isEmpty ? "" : "  \(fields)") + place
        return [head] + row.difference.lists.flatMap { lines(of: $0) }.map { indentation + $0 }
    }
}
