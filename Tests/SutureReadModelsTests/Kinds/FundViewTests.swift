import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct FundViewTests {
    private let drafted = Fund.Drafted(
        unit: "IMR", title: "Joint training", currency: "CNY", begins: "2020", ends: "2025")

    private func cny(_ minorUnits: Int64) -> Money { Money(minorUnits: minorUnits, currency: "CNY") }

    @Test func `the last approval counts, and a fund is closed`() throws {
        var log = TestLog.programme()
        log.record(drafted, "F-1", on: "2020-01")
        log.record(Fund.Approved(by: "USST", total: cny(900)), "F-1", on: "2020-02")
        log.record(Fund.Approved(by: "RENJI", total: cny(800)), "F-1", on: "2020-03")
        let position = log.record(Fund.Closed(), "F-1", on: "2025").number
        let views = try TestViews(log)
        #expect(
            try views.list("fund") == [
                #"{"id":"F-1","unit":"IMR","unitName":"Institute of Medical Robotics","title":"Joint training","#
                    + #""currency":"CNY","begins":"2020","ends":"2025","status":"closed","draftedOn":"2020-01","#
                    + #""totalMinorUnits":800,"approvedOn":"2020-03","closedOn":"2025","position":\#(position)}"#
            ])
        #expect(try views.column("totalMinorUnits", of: "fund-approval") == ["900", "800"])
        #expect(
            try views.column("approvedByName", of: "fund-approval") == [
                "University of Shanghai for Science and Technology", "Renji Hospital",
            ])
    }

    @Test func `money that moves has a row for each time`() throws {
        var log = TestLog.programme()
        log.record(drafted, "F-1")
        log.record(Fund.Pledged(source: "USST", amount: cny(900)), "F-1", on: "2020")
        log.record(Fund.Pledged(source: "USST", amount: cny(100)), "F-1", on: "2021")
        log.record(
            Fund.PledgeReceived(source: "USST", amount: cny(400), voucher: "V-1"), "F-1", on: "2020-03")
        log.record(Fund.Disbursed(allocation: "A1", amount: cny(300), voucher: "V-2"), "F-1", on: "2020-05")
        log.record(Fund.Refunded(allocation: "A1", amount: cny(50), voucher: "V-3"), "F-1", on: "2020-06")
        log.record(Fund.AllocationReleased(allocation: "A1", amount: cny(10)), "F-1", on: "2021-01")
        let spent = log.record(
            Fund.ExpenditureReported(allocation: "A1", amount: cny(200), category: "rent"), "F-1",
            on: "2020-12"
        ).number
        let views = try TestViews(log)
        #expect(try views.column("amountMinorUnits", of: "fund-pledge") == ["900", "100"])
        #expect(try views.column("voucher", of: "fund-receipt") == ["V-1"])
        #expect(try views.column("type", of: "fund-payment") == ["disbursement", "refund"])
        #expect(try views.column("amountMinorUnits", of: "fund-payment") == ["300", "50"])
        #expect(try views.column("releasedOn", of: "fund-release") == ["2021-01"])
        #expect(
            try views.list("fund-expenditure") == [
                #"{"fund":"F-1","fundName":"Joint training","entry":\#(spent),"allocation":"A1","#
                    + #""amountMinorUnits":200,"currency":"CNY","category":"rent","spentOn":"2020-12","#
                    + #""position":\#(spent)}"#
            ])
    }

    @Test func `a line and a checkpoint that are set again keep their id`() throws {
        var log = TestLog.programme()
        log.record(drafted, "F-1")
        log.record(Fund.LineSet(line: "L1", purpose: .stipend, amount: cny(600)), "F-1")
        log.record(Fund.LineSet(line: "L1", purpose: .travel, amount: cny(500)), "F-1")
        log.record(
            Fund.CheckpointSet(checkpoint: "C1", type: .annual, due: "2021", allocation: "A1"), "F-1")
        log.record(
            Fund.CheckpointHeld(checkpoint: "C1", decision: .conditional, findings: "late"), "F-1", on: "2021"
        )
        log.record(Fund.ConditionMet(checkpoint: "C1"), "F-1", on: "2022")
        log.record(Fund.CheckpointSet(checkpoint: "C1", type: .final, due: "2023", allocation: nil), "F-1")
        let views = try TestViews(log)
        #expect(try views.column("amountMinorUnits", of: "fund-line") == ["500"])
        #expect(try views.column("due", of: "fund-checkpoint") == ["2023"])
        #expect(try views.column("allocation", of: "fund-checkpoint") == ["-"])
        #expect(try views.column("decision", of: "fund-checkpoint") == ["conditional"])
        #expect(try views.column("conditionMetOn", of: "fund-checkpoint") == ["2022"])
        log.record(Fund.CheckpointHeld(checkpoint: "C1", decision: .conditional, findings: "again"), "F-1")
        #expect(try TestViews(log).column("conditionMetOn", of: "fund-checkpoint") == ["-"])
    }
}
