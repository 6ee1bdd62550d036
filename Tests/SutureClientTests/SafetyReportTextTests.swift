import SutureJSON
import Testing

@testable import SutureClient

@Suite struct SafetyReportTextTests {
    @Test(arguments: [(2, "events"), (3, "events: the first 2 of 3")])
    func `a list that is not whole says so`(total: Int64, expected: String) throws {
        let report = try JSONDocument(parsing: Array(#"{"rows":[{},{}],"total":\#(total)}"#.utf8)).root
        #expect(SafetyReportText.heading("events", report["rows"], of: report["total"]) == expected)
    }
}
