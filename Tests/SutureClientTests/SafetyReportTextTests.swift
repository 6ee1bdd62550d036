import SutureJSON
import Testing

@testable import SutureClient

@Suite struct SafetyReportTextTests {
    @Test(
        arguments: [
            (2, ["adverse events"]), (3, ["adverse events: the first 2 of 3"]),
        ] as [(Int64, [String])])
    func `a list that is not whole says so`(total: Int64, expected: [String]) throws {
        let text = #"{"events":[{"event":"AE-1"},{"event":"AE-2"}],"totals":{"events":\#(total)}}"#
        let report = try JSONDocument(parsing: text).root
        let lines = try ReportText.of("safety", report).split(separator: "\n").map(String.init)
        #expect(lines.filter { $0.hasPrefix("adverse events") } == expected)
    }
}
