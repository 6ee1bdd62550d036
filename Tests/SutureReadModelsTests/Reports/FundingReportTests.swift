import SutureJSON
import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct FundingReportTests {
    private static func cny(_ minorUnits: Int64) -> Money { Money(minorUnits: minorUnits, currency: "CNY") }

    private static func fund() -> TestLog {
        var log = TestLog.programme()
        log.record(
            Fund.Drafted(
                unit: "IMR", title: "Joint training", currency: "CNY", begins: "2020", ends: "2025"), "F-1",
            on: "2020-01")
        log.record(Fund.Pledged(source: "USST", amount: cny(900)), "F-1", on: "2020-02")
        log.record(Fund.Pledged(source: "USST", amount: cny(100)), "F-1", on: "2020-02")
        log.record(
            Fund.PledgeReceived(source: "USST", amount: cny(400), voucher: "V-1"), "F-1", on: "2020-03")
        log.record(Fund.LineSet(line: "L1", purpose: .stipend, amount: cny(600)), "F-1", on: "2020-02")
        log.record(Fund.LineSet(line: "L2", purpose: .travel, amount: cny(200)), "F-1", on: "2020-02")
        log.record(Fund.Approved(by: "USST", total: cny(1000)), "F-1", on: "2020-03")
        log.record(
            Fund.Allocated(
                allocation: "A1", line: "L1", student: "S-1", project: "PR-1", amount: cny(500)), "F-1",
            on: "2020-04")
        log.record(Fund.Allocated(allocation: "A2", line: "L1", amount: cny(100)), "F-1", on: "2020-04")
        log.record(Fund.Disbursed(allocation: "A1", amount: cny(300), voucher: "V-2"), "F-1", on: "2020-05")
        log.record(Fund.Refunded(allocation: "A1", amount: cny(50), voucher: "V-3"), "F-1", on: "2020-06")
        log.record(
            Fund.ExpenditureReported(allocation: "A1", amount: cny(200), category: "rent"), "F-1",
            on: "2020-12")
        log.record(Fund.AllocationReleased(allocation: "A1", amount: cny(10)), "F-1", on: "2021-01-31")
        return log
    }

    private static func checkpoints() -> TestLog {
        var log = fund()
        for (id, due, allocation) in [
            ("C1", "2021-06", "A1"), ("C2", "2021-05", nil), ("C3", "2024", nil), ("C4", "2020-12", nil),
        ] as [(LocalID, PartialDate, LocalID?)] {
            log.record(
                Fund.CheckpointSet(checkpoint: id, type: .annual, due: due, allocation: allocation), "F-1",
                on: "2020-04")
        }
        log.record(
            Fund.CheckpointHeld(checkpoint: "C4", decision: .conditional, findings: "late"), "F-1",
            on: "2020-12")
        log.record(Fund.ConditionMet(checkpoint: "C4"), "F-1", on: "2021-02")
        log.record(
            Fund.CheckpointHeld(checkpoint: "C2", decision: .fail, findings: "nothing"), "F-1", on: "2021-05")
        return log
    }

    private static func report(of log: TestLog, today: String = "2022-01-01") throws -> Told {
        let views = try TestViews(log)
        return try views.reader.report("funding", ["fund": "F-1"], day: try #require(Day(today)))
    }

    @Test func `sums are those of the whole fund, of each line and of each allocation`() throws {
        let report = try FundingReportTests.report(of: FundingReportTests.fund())
        #expect(
            report.sums.text
                == #"{"amount":1000,"allocated":590,"disbursed":300,"refunded":50,"spent":200,"unallocated":410,"#
                + #""remaining":750}"#)
        #expect(
            report.lines.text
                == #"[{"line":"L1","purpose":"stipend","sums":{"amount":600,"allocated":590,"disbursed":300,"#
                + #""refunded":50,"spent":200,"unallocated":10,"remaining":350}},"#
                + #"{"line":"L2","purpose":"travel","sums":{"amount":200,"allocated":0,"disbursed":0,"#
                + #""refunded":0,"spent":0,"unallocated":200,"remaining":200}}]"#)
        #expect(
            report.allocations.text
                == #"[{"allocation":"A1","line":"L1","student":"S-1","project":"PR-1","amount":500,"#
                + #""released":10,"disbursed":300,"refunded":50,"spent":200,"rest":240},"#
                + #"{"allocation":"A2","line":"L1","amount":100,"released":0,"disbursed":0,"refunded":0,"#
                + #""spent":0,"rest":100}]"#)
        #expect(report.planned == 800)
        #expect(report.label == "Joint training")
        #expect(report.status == "approved")
        #expect(report.currency == "CNY")
    }

    @Test func `what a source promised is added up`() throws {
        let report = try FundingReportTests.report(of: FundingReportTests.fund())
        #expect(
            report.pledges.text
                == #"[{"source":"USST","label":"University of Shanghai for Science and Technology","#
                + #""pledged":1000,"received":400,"outstanding":600}]"#)
    }

    @Test func `checkpoints that are due block the allocations that they are about`() throws {
        let report = try FundingReportTests.report(of: FundingReportTests.checkpoints(), today: "2021-07-01")
        #expect(
            report.checkpoints.map { "\($0.checkpoint) \($0.due.or("-")) \($0.state) \($0.isDue)" }
                == ["C2 2021-05 failed true", "C1 2021-06 not_held true", "C3 2024 not_held false"])
        #expect(
            report.blocked.map { "\($0.allocation) \($0.rest) \($0.checkpoint) \($0.state)" }
                == ["A1 240 C2 failed", "A1 240 C1 not_held", "A2 100 C2 failed"])
        let before = try FundingReportTests.report(of: FundingReportTests.checkpoints(), today: "2021-05-31")
        #expect(before.blocked.rows.isEmpty)
        #expect(before.day == "2021-05-31")
    }

    @Test func `what is paid in full or released is not blocked`() throws {
        var log = FundingReportTests.checkpoints()
        log.record(
            Fund.AllocationReleased(allocation: "A2", amount: FundingReportTests.cny(100)), "F-1")
        let report = try FundingReportTests.report(of: log, today: "2021-07-01")
        #expect(Set(report.blocked.map(\.allocation.description)) == ["A1"])
    }

    @Test func `what lacks its beginning is shown nevertheless`() throws {
        var log = TestLog()
        log.record(
            Fund.Disbursed(allocation: "A1", amount: FundingReportTests.cny(30), voucher: "V-2"), "F-1")
        log.record(Fund.PledgeReceived(source: "S", amount: FundingReportTests.cny(4), voucher: "V"), "F-1")
        log.record(Fund.CheckpointHeld(checkpoint: "C1", decision: .fail, findings: "X"), "F-1")
        log.record(Fund.Allocated(allocation: "A2", line: "L9", amount: FundingReportTests.cny(1)), "F-1")
        let report = try FundingReportTests.report(of: log)
        #expect(report.label == "F-1")
        #expect(report.allocations.map { "\($0.allocation) \($0.rest)" } == ["A1 -30", "A2 1"])
        #expect(report.pledges.map(\.outstanding) == [-4] as [Told])
        #expect(report.lines.map(\.line) == ["L9"] as [Told])
        #expect(report.checkpoints.map(\.isDue) == [false] as [Told])
    }

    @Test func `a fund that does not exist is not found`() throws {
        let views = try TestViews(.programme())
        #expect(throws: QueryError.notFound("fund/F-2")) {
            try views.reader.report("funding", ["fund": "F-2"])
        }
    }
}
