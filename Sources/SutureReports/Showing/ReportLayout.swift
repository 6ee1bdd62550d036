/// How people are shown a report, from top to bottom, in whatever form.
package struct ReportLayout: Sendable {
    /// The first line; empty where the head says enough.
    package var title: @Sendable (Shown) -> String = { _ in "" }
    /// Goes under the head.
    package var subtitle: @Sendable (Shown) -> String = { _ in "" }
    package let blocks: [ReportBlock]
    /// What stands in comma-separated values.
    package let csv: ReportCSV
    /// What is to be known of these and does not stand in them; empty if there is nothing.
    package var csvWarning: @Sendable (Shown) -> String = { _ in "" }
}

extension ReportLayout {
    /// Every value that is given once, then a table for each list; the first list as comma-separated values.
    init(plainly report: any Report.Type) {
        let single = report.members.filter { !$0.content.isRows }
        let lists = report.members.filter { $0.content.isRows }
        self.init(
            title: { _ in report.name },
            blocks: (single.isEmpty ? [] : [.facts(single.map { ReportFact(stringLiteral: $0.name) })])
                + lists.map { .table(ReportTable($0.name, $0.name)) },
            csv: ReportCSV(lists.prefix(1).map { ReportTable("", $0.name) }))
    }
}

/// A part of a layout.
package enum ReportBlock: Sendable {
    /// Some lines; left out where there are none.
    case lines(@Sendable (Shown) -> [String])
    /// Names and values below each other, under a line of their own if they have one.
    case facts([ReportFact], title: @Sendable (Shown) -> String = { _ in "" })
    case table(ReportTable)
    /// These for each row of the list.
    case each(String, [ReportBlock])
    /// A line for each row of the list, indented by how deep it is.
    case tree(
        String, line: @Sendable (Shown) -> (depth: Int64, text: String), end: @Sendable (Shown) -> String)
}

/// A name and a value; left out where the value is empty.
package struct ReportFact: Sendable {
    package let name: String
    package let value: @Sendable (Shown) -> String

    init(_ name: String, _ value: @escaping @Sendable (Shown) -> String) {
        self.name = name
        self.value = value
    }

    init(_ name: String, _ path: String) { self.init(name) { $0[path].text } }
}

extension ReportFact: ExpressibleByStringLiteral {
    /// Of a group: its values by their names.
    package init(stringLiteral name: String) {
        self.init(name) { $0[name].members.isEmpty ? $0[name].text : $0[name].listed }
    }
}
