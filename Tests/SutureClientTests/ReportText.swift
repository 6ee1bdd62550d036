import SutureJSON
import SutureReports
import Testing

@testable import SutureClient

/// What people are shown of a report.
enum ReportText {
    static func of(_ name: String, _ reply: JSONView, _ question: JSONObject = [:]) throws -> String {
        let report = ReportDocument(try #require(Reports.named(name)), question, reply)
        return DocumentText.of(report.document, width: nil)
    }

    static func csv(of name: String, _ reply: JSONView, _ question: JSONObject = [:]) throws -> String {
        let report = ReportDocument(try #require(Reports.named(name)), question, reply)
        return report.csvHeader + report.csvRows
    }
}
