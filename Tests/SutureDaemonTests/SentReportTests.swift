import SutureJSON
import Testing

@testable import SutureDaemon
@testable import SutureReadModels

/// Reports that have no room for all of their rows.
@Suite struct SentReportTests {
    private struct Report: Encodable {
        var criteria: [Criterion]
        var missing: [Row]

        struct Criterion: Encodable { var evidence: [Row] }
        struct Row: Encodable { var message: String }

        /// More than are sent of each.
        init() {
            let rows = (0...ReplyLimits.sectionRowCountMax).map { Row(message: "Row \($0) of them.") }
            criteria = [Criterion(evidence: rows)]
            missing = rows
        }
    }

    @Test func `where no view lists what is left out, the reply says how it is found`() throws {
        let bytes = try SentReport.bytes(of: Report(), hints: ReportsMethods.dossierHints)
        let more = try JSONDocument(parsing: bytes).root["more"]?.elements.map { $0 } ?? []
        #expect(more.map { $0["section"]?.string } == ["criteria.evidence", "missing"])
        for section in more {
            #expect(section["count"]?.int64 == 1)
            #expect(section["view"] == nil)
            #expect(section["hint"]?.string == ReportsMethods.dossierHints[section["section"]?.string ?? ""])
        }
    }

    @Test func `the views that a hint names are there`() throws {
        let views = Dictionary(uniqueKeysWithValues: ViewCatalogue.views.map { ($0.name, $0) })
        for (name, columns) in [
            ("unit-objective", ["unit", "completedOn"]), ("unit-contribution", ["unit"]),
            ("project-unit", ["unit"]), ("student", ["programme", "school"]), ("instructor", ["school"]),
        ] {
            let view = try #require(views[name])
            #expect(Set(columns).isSubset(of: view.queryColumns.map(\.name)), "\(name)")
            #expect(ReportsMethods.dossierHints.values.contains { $0.contains(name) }, "\(name)")
        }
    }
}
