import ArgumentParser
import SutureInterface
import SutureJSON
import SutureOutput
import SutureReports

/// `suture show KIND/ID`: one record with everything it has.
struct Show: DaemonCommand {
    static let configuration = CommandConfiguration(abstract: "Show a record with everything it has.")

    @Argument(help: ArgumentHelp("The record.", valueName: "kind/ID"))
    var record: String

    @OptionGroup var form: FormOptions
    @OptionGroup(title: "Time") var moment: MomentOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func validate() throws { try form.check(csv: false, json: connection.json) }

    func run() async throws {
        try RecordName.check(record)
        var parameters: JSONObject = ["record": .string(record)]
        moment.add(to: &parameters)
        guard let reply = try await connection.ask(Method.get, parameters) else { return }
        guard let shown = reply["record"] else { throw UnintelligibleReply(missing: "record") }
        let version = CellText.of(reply["version"])
        try form.write(
            Document(
                head: ["\(record), version \(version)"],
                parts: RecordText.parts(of: shown, more: MoreText(of: reply, at: moment))))
    }
}

/// A record for people: its own columns, then a table for each of its lists.
enum RecordText {
    static func parts(of record: JSONView, more: MoreText) -> [Document.Part] {
        var facts = Facts()
        var tables: [Document.Part] = []
        let counts = record["counts"]
        for member in record.members where member.key != "counts" {
            guard member.value.isListOfObjects else {
                facts.append(member.key, CellText.of(member.value))
                continue
            }
            let shown = member.value.elements.count { _ in true }
            let total = counts?[member.key]?.int64 ?? Int64(shown)
            if shown == 0, total == 0 { continue }
            let note = total > shown ? "the first \(shown) of \(total)" : "\(total)"
            tables.append(
                .table(
                    title: "\(member.key) (\(note))", table(member.value),
                    note: more.line(of: member.key) ?? ""))
        }
        return [.facts(title: "", facts)] + tables
    }

    /// A column for every member that any of the rows has.
    static func table(_ rows: JSONView) -> Table {
        var names: [String] = []
        var textual: Set<String> = []
        for row in rows.elements {
            for member in row.members {
                if !names.contains(member.key) { names.append(member.key) }
                if member.value.int64 == nil { textual.insert(member.key) }
            }
        }
        var table = Table(columns: names.map { .init(title: $0, isNumeric: !textual.contains($0)) })
        for row in rows.elements { table.append(names.map { CellText.of(row[$0]) }) }
        return table
    }
}

extension JSONView {
    /// An array of which every element is an object; an empty one is such a list too.
    fileprivate var isListOfObjects: Bool { kind == .array && elements.allSatisfy { $0.kind == .object } }
}
