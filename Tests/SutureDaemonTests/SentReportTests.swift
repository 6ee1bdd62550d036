import SutureJSON
import Testing

@testable import SutureDaemon
@testable import SutureReadModels
@testable import SutureReports

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

    /// What a report says of sections that no view lists.
    private static let hints = DossierReport.elsewhere.compactMapValues { elsewhere in
        if case .hint(let hint) = elsewhere { hint } else { nil }
    }

    @Test func `where no view lists what is left out, the reply says how it is found`() throws {
        let answer = ReportAnswer(bytes: try JSONEncoding().encode(Report()))
        let bytes = try SentReport.bytes(of: answer, DossierReport.self, ReportQuestion())
        let more = try JSONDocument(parsing: bytes).root["more"]?.elements.map { $0 } ?? []
        #expect(more.map { $0["section"]?.string } == ["criteria.evidence", "missing"])
        for section in more {
            #expect(section["count"]?.int64 == 1)
            #expect(section["view"] == nil)
            #expect(section["hint"]?.string == SentReportTests.hints[section["section"]?.string ?? ""])
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
            #expect(SentReportTests.hints.values.contains { $0.contains(name) }, "\(name)")
        }
    }

    @Test(arguments: Reports.all.map { $0.name })
    func `the views that a report names are there, with the columns that it asks by`(name: String) throws {
        let report = try #require(Reports.named(name))
        let views = Dictionary(uniqueKeysWithValues: ViewCatalogue.views.map { ($0.name, $0) })
        for (section, elsewhere) in report.elsewhere {
            #expect(report.members.member(at: section)?.content.isRows == true, "\(section)")
            guard case .view(let view, let names) = elsewhere else { continue }
            let columns = try #require(views[view], "\(view)").queryColumns.map(\.name)
            #expect(Set(names).isSubset(of: columns), "\(section)")
            #expect(Set(names).isSubset(of: report.parameters.map(\.name)), "\(section)")
        }
    }
}
