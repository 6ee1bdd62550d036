import SutureTestSupport
import Testing

@testable import SutureDomain

/// The fund of these tests is approved over 1000, with a line of 600 and one of 400, unless a test says
/// otherwise.
@Suite struct FundTests {
    static func cny(_ minorUnits: Int64) -> Money { Money(minorUnits: minorUnits, currency: "CNY") }
    static func line(_ line: LocalID, _ amount: Int64) -> Fund.LineSet {
        Fund.LineSet(line: line, purpose: .stipend, amount: cny(amount))
    }
    static func allocated(_ allocation: LocalID, _ amount: Int64, from line: LocalID = "L-1")
        -> Fund.Allocated
    {
        Fund.Allocated(allocation: allocation, line: line, amount: cny(amount))
    }
    static func paid(_ amount: Int64, _ voucher: String, to allocation: LocalID = "A-1") -> Fund.Disbursed {
        Fund.Disbursed(allocation: allocation, amount: cny(amount), voucher: voucher)
    }
    static func refunded(_ amount: Int64, _ voucher: String) -> Fund.Refunded {
        Fund.Refunded(allocation: "A-1", amount: cny(amount), voucher: voucher)
    }
    static func released(_ amount: Int64) -> Fund.AllocationReleased {
        Fund.AllocationReleased(allocation: "A-1", amount: cny(amount))
    }
    static func spent(_ amount: Int64) -> Fund.ExpenditureReported {
        Fund.ExpenditureReported(allocation: "A-1", amount: cny(amount), category: "books")
    }
    static func approved(_ total: Int64) -> Fund.Approved { Fund.Approved(by: "USST", total: cny(total)) }
    static func pledged(_ amount: Int64) -> Fund.Pledged { Fund.Pledged(source: "USST", amount: cny(amount)) }
    static func received(_ amount: Int64, _ voucher: String) -> Fund.PledgeReceived {
        Fund.PledgeReceived(source: "USST", amount: cny(amount), voucher: voucher)
    }
    static func held(_ decision: Fund.CheckpointHeld.Decision) -> Fund.CheckpointHeld {
        Fund.CheckpointHeld(checkpoint: "C-1", decision: decision, findings: "as expected")
    }

    static let drafted = Fund.Drafted(
        unit: "GS", title: "Joint training 2020", currency: "CNY", begins: "2020", ends: "2023")
    static let checkpoint = Fund.CheckpointSet(checkpoint: "C-1", type: .midterm, due: "2021-06")
    let world = World("unit/GS", "institution/USST", "student/S-1", "project/PR-1")

    func fund(_ events: any Event<Fund>...) -> Given {
        events.reduce(
            given(
                FundTests.drafted, FundTests.approved(1000), FundTests.line("L-1", 600),
                FundTests.line("L-2", 400), in: world)
        ) { $0.and($1) }
    }

    @Test func `every event of a fund is recorded`() {
        var story = Story(of: Fund.self, in: world)
        story.record(FundTests.drafted)
        story.record(FundTests.pledged(1000))
        story.record(FundTests.received(400, "V-1"))
        story.record(FundTests.line("L-1", 600))
        story.record(FundTests.approved(1000))
        story.record(FundTests.checkpoint)
        story.record(FundTests.held(.conditional))
        story.record(Fund.ConditionMet(checkpoint: "C-1"))
        story.record(
            Fund.Allocated(
                allocation: "A-1", line: "L-1", student: "S-1", project: "PR-1", amount: FundTests.cny(500)))
        story.record(FundTests.paid(300, "V-2"))
        story.record(FundTests.refunded(100, "V-3"))
        story.record(FundTests.spent(200))
        story.record(FundTests.released(300))
        story.record(Fund.Closed())
        story.record(NoteAdded<Fund>(text: "Well spent."))
        story.record(
            AttachmentLinked<Fund>(
                name: "plan.pdf", mediaType: "application/pdf", size: 1,
                sha256: String(repeating: "00", count: 32)))
        #expect(story.untold == [])
    }

    @Test func `a fund is drafted, approved and closed`() {
        let table = lifeCycleTable(
            [
                [FundTests.drafted], [FundTests.drafted, FundTests.approved(1)],
                [FundTests.drafted, Fund.Closed()],
            ], commands: [FundTests.approved(1), Fund.Closed()], in: world)
        #expect(
            table == [
                "drafted approve ▶ approved", "drafted close ▶ closed", "approved approve ▶ approved",
                "approved close ▶ closed",
            ])
    }

    @Test func `a fund does not end before it begins`() {
        var other = FundTests.drafted
        other.ends = "2019"
        given(in: world).when(other)
            .isRefused(
                .intervalReversed, field: "ends",
                saying: "The fund cannot end (2019) before it begins (2020).")
    }

    // MARK: Amounts

    static let amounts: [any RecordableEvent<Fund>] = [
        pledged(1), received(1, "V-9"), line("L-3", 1), approved(1), allocated("A-2", 1), released(1),
        paid(1, "V-9"), refunded(1, "V-9"), spent(1),
    ]

    @Test(arguments: [0, -1, Int64.min])
    func `every amount is more than nothing`(amount: Int64) throws {
        for command in FundTests.amounts { try refuse(command, FundTests.cny(amount), .amountNotPositive) }
    }

    @Test func `every amount is in the fund's currency`() throws {
        for command in FundTests.amounts {
            try refuse(command, Money(minorUnits: 1, currency: "EUR"), .currencyMismatch)
        }
    }

    private func refuse(_ command: any RecordableEvent<Fund>, _ money: Money, _ rule: Rule) throws {
        func refuse<Asked: RecordableEvent<Fund>>(_ command: Asked) {
            var field = "amount"
            var changed: any RecordableEvent<Fund> = command
            switch command {
            case var event as Fund.Pledged:
                event.amount = money
                changed = event
            case var event as Fund.PledgeReceived:
                event.amount = money
                changed = event
            case var event as Fund.LineSet:
                event.amount = money
                changed = event
            case var event as Fund.Approved:
                event.total = money
                changed = event
                field = "total"
            case var event as Fund.Allocated:
                event.amount = money
                changed = event
            case var event as Fund.AllocationReleased:
                event.amount = money
                changed = event
            case var event as Fund.Disbursed:
                event.amount = money
                changed = event
            case var event as Fund.Refunded:
                event.amount = money
                changed = event
            case var event as Fund.ExpenditureReported:
                event.amount = money
                changed = event
            default: Issue.record("\(command) has no amount")
            }
            guard let changed = changed as? Asked else { return }
            fund(FundTests.pledged(10), FundTests.allocated("A-1", 100), FundTests.paid(50, "V-1"))
                .when(changed).isRefused(rule, field: field)
        }
        refuse(command)
    }

    @Test func `a refused amount is named`() {
        fund().when(FundTests.pledged(0))
            .isRefused(
                .amountNotPositive, field: "amount", saying: "amount must be more than zero, not 0.00 CNY.")
        fund().when(FundTests.pledged(-550))
            .isRefused(
                .amountNotPositive, field: "amount", saying: "amount must be more than zero, not -5.50 CNY.")
        fund().when(Fund.Pledged(source: "USST", amount: Money(minorUnits: 1, currency: "EUR")))
            .isRefused(
                .currencyMismatch, field: "amount", saying: "The fund is kept in CNY, not in EUR.")
    }

    // MARK: Pledges

    @Test func `no more is received than the source has pledged`() {
        fund(FundTests.pledged(100), FundTests.received(60, "V-1"), FundTests.pledged(5))
            .when(FundTests.received(45, "V-2")).isRecorded()
        fund(FundTests.pledged(100), FundTests.received(60, "V-1"), FundTests.pledged(5))
            .when(FundTests.received(46, "V-2"))
            .isRefused(
                .overPledge, field: "amount",
                saying: "USST has pledged 1.05 CNY, of which 0.45 CNY are outstanding.")
        fund().when(FundTests.received(1, "V-1")).isRefused(.overPledge, field: "amount")
    }

    // MARK: The plan

    @Test func `lines stay within what is approved`() {
        fund().when(FundTests.line("L-3", 1))
            .isRefused(
                .overPlan, field: "amount",
                saying:
                    "The lines would come to 10.01 CNY; 10.00 CNY are approved.")
        fund(FundTests.line("L-2", 300)).when(FundTests.line("L-3", 100)).isRecorded()
        fund().when(FundTests.line("L-2", 401)).isRefused(.overPlan, field: "amount")
        given(FundTests.drafted, in: world).when(FundTests.line("L-1", 5000)).isRecorded()
    }

    @Test func `what is approved stays above the lines`() {
        fund().when(FundTests.approved(999))
            .isRefused(
                .overPlan, field: "total",
                saying: "The lines come to 10.00 CNY already; the total cannot be less.")
        fund(FundTests.approved(1200)).when(FundTests.line("L-3", 200)).isRecorded()
        fund(FundTests.approved(1200), FundTests.approved(1100)).when(FundTests.line("L-3", 101))
            .isRefused(.overPlan, field: "amount")
    }

    @Test func `a line stays above what is allocated from it`() {
        fund(FundTests.allocated("A-1", 500)).when(FundTests.line("L-1", 499))
            .isRefused(
                .overLine, field: "amount",
                saying: "5.00 CNY are allocated from L-1 already; the line cannot be less.")
        fund(FundTests.allocated("A-1", 500), FundTests.released(1)).when(FundTests.line("L-1", 499))
            .isRecorded()
    }

    // MARK: Allocations

    @Test func `nothing is allocated before the fund is approved`() {
        given(FundTests.drafted, FundTests.line("L-1", 600), in: world).when(FundTests.allocated("A-1", 1))
            .isRefused(
                .notApproved,
                saying: "The fund has not been approved; nothing is allocated or paid before.")
        // As after a void of the approval.
        given(FundTests.drafted, FundTests.allocated("A-1", 1), in: world).when(FundTests.paid(1, "V-1"))
            .isRefused(.notApproved)
    }

    @Test func `allocations stay within their line, and what is released is free again`() {
        fund(FundTests.allocated("A-1", 500)).when(FundTests.allocated("A-2", 101))
            .isRefused(
                .overLine, field: "amount", saying: "L-1 has 1.00 CNY left to allocate.")
        fund(FundTests.allocated("A-1", 500)).when(FundTests.allocated("A-2", 100)).isRecorded()
        fund(FundTests.allocated("A-1", 500)).when(FundTests.allocated("A-2", 400, from: "L-2")).isRecorded()
        fund(FundTests.allocated("A-1", 500), FundTests.released(1)).when(FundTests.allocated("A-2", 101))
            .isRecorded()
    }

    @Test func `an allocation has an id of its own and a line that there is`() {
        fund(FundTests.allocated("A-1", 5)).when(FundTests.allocated("A-1", 5))
            .isRefused(
                .alreadyExists, field: "allocation", saying: "There is an allocation A-1 already.")
        fund().when(FundTests.allocated("A-1", 5, from: "L-9"))
            .isRefused(.notFound, field: "line", saying: "There is no line L-9; there are L-1, L-2.")
    }

    @Test func `whoever is paid is in the records`() {
        fund().when(
            Fund.Allocated(allocation: "A-1", line: "L-1", student: "S-9", amount: FundTests.cny(1))
        ).isRefused(.notFound, field: "student", saying: "student/S-9 does not exist.")
    }

    @Test func `only what is unpaid is released`() {
        fund(FundTests.allocated("A-1", 100), FundTests.paid(60, "V-1")).when(FundTests.released(41))
            .isRefused(
                .overAllocation, field: "amount",
                saying: "A-1 has 0.40 CNY that are unpaid and can be released.")
        fund(FundTests.allocated("A-1", 100), FundTests.paid(60, "V-1")).when(FundTests.released(40))
            .isRecorded()
        fund().when(FundTests.released(1)).isRefused(.notFound, field: "allocation")
    }

    // MARK: Payments

    @Test func `no more is paid than the allocation has left`() {
        let half = fund(FundTests.allocated("A-1", 100), FundTests.paid(60, "V-1"))
        half.when(FundTests.paid(41, "V-2"))
            .isRefused(
                .overAllocation, field: "amount", saying: "A-1 has 0.40 CNY left to pay.")
        half.when(FundTests.paid(40, "V-2")).isRecorded()
        half.and(FundTests.released(1)).when(FundTests.paid(40, "V-2"))
            .isRefused(.overAllocation, field: "amount")
        half.and(FundTests.refunded(20, "V-2")).when(FundTests.paid(60, "V-3")).isRecorded()
        fund().when(FundTests.paid(1, "V-1")).isRefused(.notFound, field: "allocation")
    }

    @Test func `no more is refunded or spent than was paid`() {
        let paid = fund(FundTests.allocated("A-1", 100), FundTests.paid(60, "V-1"), FundTests.spent(20))
        let message = "A-1 has 0.40 CNY that were paid and not spent."
        paid.when(FundTests.refunded(41, "V-2")).isRefused(.overAllocation, field: "amount", saying: message)
        paid.when(FundTests.refunded(40, "V-2")).isRecorded()
        paid.when(FundTests.spent(41)).isRefused(.overAllocation, field: "amount", saying: message)
        paid.when(FundTests.spent(40)).isRecorded()
        paid.and(FundTests.refunded(10, "V-2")).when(FundTests.spent(31))
            .isRefused(.overAllocation, field: "amount")
        fund().when(FundTests.refunded(1, "V-1")).isRefused(.notFound, field: "allocation")
        fund().when(FundTests.spent(1)).isRefused(.notFound, field: "allocation")
    }

    @Test func `a voucher is used once in a fund`() {
        let base = fund(FundTests.pledged(100), FundTests.allocated("A-1", 100), FundTests.paid(10, "V-0"))
        for used: any Event<Fund> in [
            FundTests.received(10, "V-1"), FundTests.paid(10, "V-1"), FundTests.refunded(1, "V-1"),
        ] {
            let history = base.and(used)
            let message = "The voucher V-1 was used in this fund already."
            history.when(FundTests.received(1, "V-1"))
                .isRefused(.voucherUsed, field: "voucher", saying: message)
            history.when(FundTests.paid(1, "V-1")).isRefused(.voucherUsed, field: "voucher", saying: message)
            history.when(FundTests.refunded(1, "V-1"))
                .isRefused(.voucherUsed, field: "voucher", saying: message)
            history.when(FundTests.paid(1, "V-2")).isRecorded()
        }
    }

    // MARK: Checkpoints

    @Test(arguments: [
        ([], "has not been held"), ([held(.fail)], "was failed"),
        ([held(.conditional)], "was passed on a condition that has not been met"),
    ])
    func `nothing is paid while a checkpoint that was due is not passed`(
        history: [Fund.CheckpointHeld], why: String
    ) {
        let base = fund(FundTests.allocated("A-1", 100), FundTests.checkpoint)
        let fund = history.reduce(base) { $0.and($1) }
        fund.when(FundTests.paid(1, "V-1"))
            .isRefused(
                .checkpointNotPassed, field: "allocation",
                saying: "The checkpoint C-1 was due (2021-06) and \(why); A-1 is not paid before that.")
        for date: PartialDate in ["2021-06-30", "2021-06", "..2021-06-30", "2019"] {
            fund.when(FundTests.paid(1, "V-1"), occurredOn: date).isRecorded()
        }
        // Who does not say when it was paid gets round no checkpoint.
        for date: PartialDate in ["2021-07-01", "2021", "unknown", "..2022"] {
            fund.when(FundTests.paid(1, "V-1"), occurredOn: date).isRefused(
                .checkpointNotPassed, field: "allocation")
        }
    }

    @Test(arguments: [Fund.CheckpointHeld.Decision.fail, .conditional])
    func `a checkpoint that was held and not passed is set anew for a reason only`(
        decision: Fund.CheckpointHeld.Decision
    ) {
        var later = FundTests.checkpoint
        later.due = "2099"
        let held = fund(FundTests.checkpoint).and(FundTests.held(decision))
        held.when(later).isRefused(
            .reasonRequired, field: "context.reason",
            saying: "To set a checkpoint anew that was held and not passed needs a reason.")
        held.when(later, reason: "the student was ill").isRecorded()
        fund(FundTests.checkpoint).when(later).isRecorded()
    }

    @Test func `a checkpoint that was passed, or whose condition is met, lets pay`() {
        let base = fund(FundTests.allocated("A-1", 100), FundTests.checkpoint)
        base.and(FundTests.held(.pass)).when(FundTests.paid(1, "V-1")).isRecorded()
        base.and(FundTests.held(.conditional)).and(Fund.ConditionMet(checkpoint: "C-1"))
            .when(FundTests.paid(1, "V-1")).isRecorded()
        base.and(FundTests.held(.fail)).and(FundTests.held(.pass)).when(FundTests.paid(1, "V-1")).isRecorded()
    }

    @Test func `a checkpoint of another allocation is in nobody's way`() {
        var other = FundTests.checkpoint
        other.allocation = "A-2"
        let base = fund(FundTests.allocated("A-1", 100), FundTests.allocated("A-2", 100))
        base.and(other).when(FundTests.paid(1, "V-1")).isRecorded()
        base.and(other).when(FundTests.paid(1, "V-1", to: "A-2")).isRefused(
            .checkpointNotPassed, field: "allocation")
        fund().when(other).isRefused(
            .notFound, field: "allocation", saying: "There is no allocation A-2; there is none.")
    }

    @Test func `what was passed is passed, and only an open condition is met`() {
        let base = fund(FundTests.checkpoint)
        base.and(FundTests.held(.pass)).when(FundTests.held(.fail))
            .isRefused(
                .illegalTransition, field: "checkpoint", saying: "C-1 has been passed already.")
        base.and(FundTests.held(.pass)).and(FundTests.checkpoint).when(FundTests.held(.fail))
            .isRefused(.illegalTransition, field: "checkpoint")
        for history in [base, base.and(FundTests.held(.pass)), base.and(FundTests.held(.fail))] {
            history.when(Fund.ConditionMet(checkpoint: "C-1"))
                .isRefused(
                    .illegalTransition, field: "checkpoint", saying: "C-1 waits for no condition.")
        }
        fund().when(FundTests.held(.pass)).isRefused(.notFound, field: "checkpoint")
        fund().when(Fund.ConditionMet(checkpoint: "C-1")).isRefused(.notFound, field: "checkpoint")
    }

    // MARK: The end

    @Test func `a fund is not closed while an allocation is neither paid nor released`() {
        let paid = fund(
            FundTests.allocated("A-1", 100), FundTests.allocated("A-2", 50), FundTests.paid(60, "V-1"))
        paid.when(Fund.Closed())
            .isRefused(
                .openAllocations,
                saying: "Not every allocation is paid or released in full; with a rest there are A-1, A-2.")
        let settled = paid.and(FundTests.paid(50, "V-2", to: "A-2"))
        settled.when(Fund.Closed()).isRefused(.openAllocations)
        settled.and(FundTests.released(40)).when(Fund.Closed()).isRecorded()
        settled.and(FundTests.paid(40, "V-3")).when(Fund.Closed()).isRecorded()
    }

    @Test func `after the end what it was spent on is still reported, and nothing is allocated or refunded`()
    {
        let closed = fund(FundTests.allocated("A-1", 100), FundTests.paid(100, "V-1"))
            .and(Fund.Closed(), on: "2022-03")
        closed.when(FundTests.spent(100), occurredOn: "2022-03").isRecorded()
        closed.when(FundTests.spent(100), occurredOn: "2022-04")
            .isRefused(.recordClosed, field: "context.occurredOn")
        closed.when(FundTests.allocated("A-2", 1), occurredOn: "2021")
            .isRefused(.recordClosed, saying: "fund/X has ended (2022-03).")
        closed.when(FundTests.refunded(1, "V-2"), occurredOn: "2021").isRefused(.recordClosed)
        closed.when(FundTests.paid(1, "V-2"), occurredOn: "2021")
            .isRefused(.overAllocation, field: "amount")
    }

    // MARK: Numbers that no column holds

    @Test func `sums that would not fit are refused`() {
        let most = Int64.max
        let plan = given(FundTests.drafted, FundTests.approved(most), in: world)
        given(FundTests.drafted, FundTests.pledged(most), in: world).when(FundTests.pledged(1))
            .isRefused(
                .overPledge, field: "amount",
                saying:
                    "The fund would count 92233720368547758.08 CNY: too much to be added up.")
        given(FundTests.drafted, FundTests.line("L-1", most), in: world).when(FundTests.line("L-2", 1))
            .isRefused(.overPlan, field: "amount")
        let full = plan.and(FundTests.line("L-1", most)).and(FundTests.allocated("A-1", most))
        full.and(FundTests.released(most)).when(FundTests.allocated("A-2", 1))
            .isRefused(.overLine, field: "amount")
        full.and(FundTests.paid(most, "V-1")).and(FundTests.refunded(most, "V-2"))
            .when(FundTests.paid(1, "V-3")).isRefused(.overAllocation, field: "amount")
    }
}
