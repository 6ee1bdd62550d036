/// A plan of money for joint training: what is promised, what it is for, who gets it, and what became of it.
///
///     drafted ──approve──▶ approved ──close──▶ closed
///              (again, the last total counts)      (also from drafted)
///
/// Each sum stays within the one above it, whatever the order of the commands:
///
///     pledged, by source  ≥  received
///     approved total      ≥  lines  ≥  allocations − releases  ≥  disbursed − refunded  ≥  spent
package struct Fund: StateMachine {
    package static let kind = "fund"
    package static let keepsOneCurrency = true

    package static let vocabulary: [any Event.Type] = [
        Drafted.self, Pledged.self, PledgeReceived.self, LineSet.self, Approved.self, CheckpointSet.self,
        CheckpointHeld.self, ConditionMet.self, Allocated.self, AllocationReleased.self, Disbursed.self,
        Refunded.self, ExpenditureReported.self, Closed.self,
    ]

    package enum Status: String, Enumeration { case drafted, approved, closed }
    package static let ends: Set<Status> = [.closed]

    /// What a line of the plan is for.
    package enum Purpose: String, Enumeration {
        case stipend, research, travel, equipment
        case clinicalPractice = "clinical_practice"
        case teaching, other
    }

    /// What one source has promised and given.
    package struct Pledge: Hashable, Sendable {
        /// When it promised something first.
        package fileprivate(set) var pledgedOn: PartialDate?
        package fileprivate(set) var pledged: Int128 = 0
        package fileprivate(set) var received: Int128 = 0
    }

    /// What is meant for a purpose.
    package struct Line: Hashable, Sendable {
        package fileprivate(set) var amount: Int128
        /// When it was set first.
        package fileprivate(set) var setOn: PartialDate
    }

    /// Money set aside from a line. Sums are wider than amounts, so that no replay overflows.
    package struct Allocation: Hashable, Sendable {
        package let line: LocalID
        package let amount: Int128
        package let allocatedOn: PartialDate
        /// When something of it was paid first.
        package fileprivate(set) var paidOn: PartialDate?
        package fileprivate(set) var released: Int128 = 0
        package fileprivate(set) var disbursed: Int128 = 0
        package fileprivate(set) var refunded: Int128 = 0
        package fileprivate(set) var spent: Int128 = 0

        /// What of the line is bound by it.
        package var bound: Int128 { amount - released }
        /// What the receiver has.
        package var paid: Int128 { disbursed - refunded }
        /// What is neither paid nor released: an allocation is open while there is some.
        package var rest: Int128 { bound - paid }
    }

    package struct Checkpoint: Hashable, Sendable {
        /// How far it has come.
        package enum Outcome: Hashable, Sendable { case notHeld, passed, conditionUnmet, failed }

        /// When it was set first.
        package fileprivate(set) var setOn: PartialDate
        /// When it was looked at last.
        package fileprivate(set) var heldOn: PartialDate?
        package fileprivate(set) var due: PartialDate
        /// `nil`: it is the whole fund's.
        package fileprivate(set) var allocation: LocalID?
        package fileprivate(set) var outcome = Outcome.notHeld
    }

    package var status = Status.drafted
    package var endedOn: PartialDate?
    package private(set) var currency = ""
    /// When the plan was approved first.
    package private(set) var approvedOn: PartialDate?
    /// What was approved last; `nil` while nothing was.
    package private(set) var total: Int128?
    package private(set) var pledges: [Institution.ID: Pledge] = [:]
    package private(set) var lines: [LocalID: Line] = [:]
    package private(set) var allocations: [LocalID: Allocation] = [:]
    package private(set) var checkpoints: [LocalID: Checkpoint] = [:]
    /// Of pledges received, disbursements and refunds.
    package private(set) var vouchers: Set<String> = []

    package init() {}
}

// MARK: Sums

extension Fund {
    /// An amount as it stands in a message.
    private func text(_ minorUnits: Int128) -> String {
        Money.text(minorUnits: minorUnits, currency: currency)
    }

    /// What all lines come to.
    private var planned: Int128 { lines.values.reduce(0) { $0 + $1.amount } }

    /// What is bound in a line.
    package func bound(in line: LocalID) -> Int128 {
        allocations.values.reduce(0) { $0 + ($1.line == line ? $1.bound : 0) }
    }

    /// An amount is more than nothing and in the fund's currency.
    private func require(_ money: Money, field: String) throws(Refusal) {
        try money.requirePositive(field: field)
        guard money.currency == currency else {
            throw Refusal(
                .currencyMismatch, field: field, "The fund is kept in \(currency), not in \(money.currency).")
        }
    }

    /// What is added up over the whole fund is a 64-bit number wherever it is shown.
    private func requireCountable(_ sum: Int128, _ rule: Rule) throws(Refusal) {
        guard sum <= Int128(Int64.max) else {
            throw Refusal(
                rule, field: "amount", "The fund would count \(text(sum)): too much to be added up.")
        }
    }

    private func requireApproved(by day: PartialDate) throws(Refusal) {
        guard status != .drafted else {
            throw Refusal(
                .notApproved, "The fund has not been approved; nothing is allocated or paid before.")
        }
        if let approvedOn, day.isProvablyBefore(approvedOn) {
            throw Refusal(
                .notApproved, field: "context.occurredOn",
                "On \(day) the fund had not been approved (\(approvedOn)).")
        }
    }

    /// What of the fund is spoken of; not before it was set aside.
    private func requireAllocation(
        _ id: LocalID, _ context: CommandContext
    ) throws(Refusal) -> Allocation {
        let known = try allocations.require(id, field: "allocation")
        try context.requireNotBefore("\(id) was allocated", on: known.allocatedOn)
        return known
    }

    private func requireUnused(_ voucher: String) throws(Refusal) {
        guard !vouchers.contains(voucher) else {
            throw Refusal(
                .voucherUsed, field: "voucher", "The voucher \(voucher) was used in this fund already.")
        }
    }

    /// What comes back and what is reported as spent are both of what was paid and not spent before.
    private func requireUnspent(
        _ amount: Money, of id: LocalID, _ allocation: Allocation, _ context: CommandContext
    ) throws(Refusal) {
        if let paidOn = allocation.paidOn {
            try context.requireNotBefore("something of \(id) was paid", on: paidOn)
        }
        let unspent = allocation.paid - allocation.spent
        guard Int128(amount.minorUnits) <= unspent else {
            throw Refusal(
                .overAllocation, field: "amount", "\(id) has \(text(unspent)) that were paid and not spent.")
        }
    }

    /// Refused as `checkpoint-not-passed` if a checkpoint of the allocation, or of the whole fund, has not
    /// been passed and provably was due before the payment; where it is not known when that was made, before
    /// today.
    private func requireCheckpointsPassed(
        for allocation: LocalID, _ context: CommandContext
    ) throws(Refusal) {
        let blocking = checkpoints.filter { _, checkpoint in
            checkpoint.outcome != .passed && (checkpoint.allocation ?? allocation) == allocation
                && Fund.isDue(checkpoint.due, context)
        }
        guard let (id, checkpoint) = blocking.min(by: { $0.key < $1.key }) else { return }
        let why =
            switch checkpoint.outcome {
            case .notHeld, .passed: "has not been held"
            case .conditionUnmet: "was passed on a condition that has not been met"
            case .failed: "was failed"
            }
        throw Refusal(
            .checkpointNotPassed, field: "allocation",
            "The checkpoint \(id) was due (\(checkpoint.due)) and \(why); \(allocation) is not paid before that."
        )
    }

    private static func isDue(_ due: PartialDate, _ context: CommandContext) -> Bool {
        let payment = context.occurredOn
        if payment.isProvablyAfter(due) { return true }
        guard PartialDate(context.today).isProvablyAfter(due) else { return false }
        guard let last = payment.latest, let limit = due.latest else { return true }
        return last > limit
    }
}

// MARK: The plan

extension Fund {
    /// A plan of money is drawn up.
    package struct Drafted: CreatingEvent<Fund> {
        package static let type: EventType = "fund.drafted"
        package static let refusals: [Rule] = [.badIdentifier, .intervalReversed]
        package static let command: CommandName = "draft"

        /// The unit whose training is paid for.
        package var unit: Unit.ID
        /// What the fund is called.
        package var title: String
        /// The currency in which everything is kept: a code of ISO 4217, such as CNY.
        package var currency: Currency
        /// When it begins.
        package var begins: PartialDate
        /// When it ends.
        package var ends: PartialDate

        package func check(_ fund: Fund) throws(Refusal) {
            guard !ends.isProvablyBefore(begins) else {
                throw Refusal(
                    .intervalReversed, field: "ends",
                    "The fund cannot end (\(ends)) before it begins (\(begins)).")
            }
        }

        package func apply(to fund: inout Fund) { fund.currency = currency.text }
    }

    /// Part of the plan is meant for a purpose. An id that is known replaces what stood there.
    package struct LineSet: RecordableEvent<Fund> {
        package static let type: EventType = "fund.line-set"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.amountNotPositive, .currencyMismatch, .overLine, .overPlan]
        package static let command: CommandName = "set-line"

        /// An id for the line within this fund.
        package var line: LocalID
        /// What it is for.
        package var purpose: Purpose
        /// How much: all lines together stay within what was approved, and a line above what is allocated
        /// from it.
        package var amount: Money

        package func check(_ fund: Fund) throws(Refusal) {
            try fund.require(amount, field: "amount")
            let new = Int128(amount.minorUnits)
            let bound = fund.bound(in: line)
            guard new >= bound else {
                throw Refusal(
                    .overLine, field: "amount",
                    "\(fund.text(bound)) are allocated from \(line) already; the line cannot be less.")
            }
            let sum = fund.planned - (fund.lines[line]?.amount ?? 0) + new
            try fund.requireCountable(sum, .overPlan)
            if let total = fund.total, sum > total {
                throw Refusal(
                    .overPlan, field: "amount",
                    "The lines would come to \(fund.text(sum)); \(fund.text(total)) are approved.")
            }
        }

        package func apply(to fund: inout Fund, on occurredOn: PartialDate) {
            let setOn = PartialDate.first(fund.lines[line]?.setOn, occurredOn)
            fund.lines[line] = Line(amount: Int128(amount.minorUnits), setOn: setOn)
        }
    }

    /// Someone has approved the plan. Approved again, the last total counts.
    package struct Approved: Transition<Fund> {
        package static let type: EventType = "fund.approved"
        package static let refusals: [Rule] = [.amountNotPositive, .currencyMismatch, .overPlan]
        package static let command: CommandName = "approve"
        package static let from: [Status] = [.drafted, .approved]
        package static let to = Status.approved

        /// Who approved it.
        package var by: Institution.ID
        /// How much: not less than the lines come to.
        package var total: Money

        package func check(_ fund: Fund) throws(Refusal) {
            try fund.require(total, field: "total")
            let sum = fund.planned
            guard Int128(total.minorUnits) >= sum else {
                throw Refusal(
                    .overPlan, field: "total",
                    "The lines come to \(fund.text(sum)) already; the total cannot be less.")
            }
        }

        package func apply(to fund: inout Fund, on occurredOn: PartialDate) {
            fund.approvedOn = fund.approvedOn ?? occurredOn
            fund.total = Int128(total.minorUnits)
        }
    }

    /// The fund is at its end: nothing is left to be paid.
    package struct Closed: Transition<Fund> {
        package static let type: EventType = "fund.closed"
        package static let refusals: [Rule] = [.openAllocations]
        package static let command: CommandName = "close"
        package static let from: [Status] = [.drafted, .approved]
        package static let to = Status.closed

        package func check(_ fund: Fund) throws(Refusal) {
            let open = fund.allocations.filter { $0.value.rest > 0 }
            guard open.isEmpty else {
                throw Refusal(
                    .openAllocations,
                    "Not every allocation is paid or released in full; with a rest there \(open.keys.inventory)."
                )
            }
        }
    }
}

// MARK: Where it comes from

extension Fund {
    /// A source has promised money; what it promised before is added to.
    package struct Pledged: RecordableEvent<Fund> {
        package static let type: EventType = "fund.pledged"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.amountNotPositive, .currencyMismatch, .overPledge]
        package static let command: CommandName = "pledge"

        /// Who gives.
        package var source: Institution.ID
        /// How much.
        package var amount: Money

        package func check(_ fund: Fund) throws(Refusal) {
            try fund.require(amount, field: "amount")
            let sum = fund.pledges.values.reduce(0) { $0 + $1.pledged }
            try fund.requireCountable(sum + Int128(amount.minorUnits), .overPledge)
        }

        package func apply(to fund: inout Fund, on occurredOn: PartialDate) {
            var pledge = fund.pledges[source] ?? Pledge()
            pledge.pledged += Int128(amount.minorUnits)
            pledge.pledgedOn = .first(pledge.pledgedOn, occurredOn)
            fund.pledges[source] = pledge
        }
    }

    /// Money that a source had promised has come.
    package struct PledgeReceived: RecordableEvent<Fund> {
        package static let type: EventType = "fund.pledge-received"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [
            .amountNotPositive, .currencyMismatch, .overPledge, .voucherUsed,
        ]
        package static let command: CommandName = "receive"

        /// Who gave.
        package var source: Institution.ID
        /// How much: together not more than the source has promised.
        package var amount: Money
        /// The number of the voucher, used once in this fund.
        package var voucher: String

        package func check(_ fund: Fund, _ context: CommandContext) throws(Refusal) {
            try fund.require(amount, field: "amount")
            try fund.requireUnused(voucher)
            let pledge = fund.pledges[source] ?? Pledge()
            if let pledgedOn = pledge.pledgedOn {
                try context.requireNotBefore("\(source) pledged something", on: pledgedOn)
            }
            let open = pledge.pledged - pledge.received
            guard Int128(amount.minorUnits) <= open else {
                throw Refusal(
                    .overPledge, field: "amount",
                    "\(source) has pledged \(fund.text(pledge.pledged)), of which \(fund.text(open)) are outstanding."
                )
            }
        }

        package func apply(to fund: inout Fund) {
            fund.pledges[source, default: Pledge()].received += Int128(amount.minorUnits)
            fund.vouchers.insert(voucher)
        }
    }
}

// MARK: Checkpoints

extension Fund {
    /// The use of the money is to be looked at by a day. An id that is known replaces what stood there, but
    /// not how the checkpoint came out.
    package struct CheckpointSet: RecordableEvent<Fund> {
        package static let type: EventType = "fund.checkpoint-set"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.notFound, .reasonRequired]
        package static let command: CommandName = "set-checkpoint"

        package enum Kind: String, Enumeration { case opening, midterm, annual, final }

        /// An id for the checkpoint within this fund.
        package var checkpoint: LocalID
        /// Of which kind it is.
        package var type: Kind
        /// By when. A payment that is not provably made until then needs the checkpoint passed.
        package var due: PartialDate
        /// The allocation that it is about; the whole fund if left out.
        package var allocation: LocalID?

        package var part: Part? { Part("checkpoint", checkpoint.text) }

        package func check(_ fund: Fund, _ context: CommandContext) throws(Refusal) {
            if let allocation { _ = try fund.requireAllocation(allocation, context) }
            switch fund.checkpoints[checkpoint]?.outcome {
            case .failed, .conditionUnmet:
                try context.requireReason("To set a checkpoint anew that was held and not passed")
            case .notHeld, .passed, nil: break
            }
        }

        package func apply(to fund: inout Fund, on occurredOn: PartialDate) {
            var known = fund.checkpoints[checkpoint] ?? Checkpoint(setOn: occurredOn, due: due)
            known.setOn = .first(known.setOn, occurredOn)
            known.due = due
            known.allocation = allocation
            fund.checkpoints[checkpoint] = known
        }
    }

    /// The use of the money was looked at. What was not passed may be looked at again.
    package struct CheckpointHeld: RecordableEvent<Fund> {
        package static let type: EventType = "fund.checkpoint-held"
        package static let effect = Effect.changes
        package static let refusals: [Rule] = [.notFound, .illegalTransition]
        package static let command: CommandName = "hold-checkpoint"

        package enum Decision: String, Enumeration { case pass, conditional, fail }

        /// Which checkpoint.
        package var checkpoint: LocalID
        /// How it came out. A conditional one counts as passed once the condition is met.
        package var decision: Decision
        /// What was found.
        package var findings: Prose

        package var part: Part? { Part("checkpoint", checkpoint.text) }

        package func check(_ fund: Fund, _ context: CommandContext) throws(Refusal) {
            let known = try fund.checkpoints.require(checkpoint, field: "checkpoint")
            guard known.outcome != .passed else {
                throw Refusal(
                    .illegalTransition, field: "checkpoint", "\(checkpoint) has been passed already.")
            }
            try context.requireNotBefore("\(checkpoint) was set", on: known.setOn)
            if let heldOn = known.heldOn {
                try context.requireEnd(of: "The last result of \(checkpoint)", since: heldOn)
            }
        }

        package func apply(to fund: inout Fund, on occurredOn: PartialDate) {
            fund.checkpoints[checkpoint]?.heldOn = occurredOn
            fund.checkpoints[checkpoint]?.outcome =
                switch decision {
                case .pass: .passed
                case .conditional: .conditionUnmet
                case .fail: .failed
                }
        }
    }

    /// What a checkpoint made a condition has been done.
    package struct ConditionMet: RecordableEvent<Fund> {
        package static let type: EventType = "fund.condition-met"
        package static let effect = Effect.changes
        package static let refusals: [Rule] = [.notFound, .illegalTransition]
        package static let command: CommandName = "meet-condition"

        /// Which checkpoint.
        package var checkpoint: LocalID

        package var part: Part? { Part("checkpoint", checkpoint.text) }

        package func check(_ fund: Fund, _ context: CommandContext) throws(Refusal) {
            let known = try fund.checkpoints.require(checkpoint, field: "checkpoint")
            guard known.outcome == .conditionUnmet else {
                throw Refusal(
                    .illegalTransition, field: "checkpoint", "\(checkpoint) waits for no condition.")
            }
            if let heldOn = known.heldOn {
                try context.requireEnd(of: "The condition of \(checkpoint)", since: heldOn)
            }
        }

        package func apply(to fund: inout Fund) { fund.checkpoints[checkpoint]?.outcome = .passed }
    }
}

// MARK: Where it goes

extension Fund {
    /// Money of a line is set aside.
    package struct Allocated: RecordableEvent<Fund> {
        package static let type: EventType = "fund.allocated"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [
            .amountNotPositive, .currencyMismatch, .notApproved, .alreadyExists, .overLine, .recordClosed,
        ]
        package static let command: CommandName = "allocate"
        package static let afterTheEnd = AfterTheEnd.refused

        /// An id for the allocation within this fund.
        package var allocation: LocalID
        /// The line that it is taken from.
        package var line: LocalID
        /// The student for whom it is.
        package var student: Student.ID?
        /// The project for which it is.
        package var project: Project.ID?
        /// How much: all allocations of a line, less what was released, stay within the line.
        package var amount: Money

        package var part: Part? { Part("allocation", allocation.text) }

        package func check(_ fund: Fund, _ context: CommandContext) throws(Refusal) {
            try fund.require(amount, field: "amount")
            try fund.requireApproved(by: context.occurredOn)
            try fund.allocations.requireNew(allocation, field: "allocation")
            let known = try fund.lines.require(line, field: "line")
            try context.requireNotBefore("\(line) was set", on: known.setOn)
            let free = known.amount - fund.bound(in: line)
            guard Int128(amount.minorUnits) <= free else {
                throw Refusal(.overLine, field: "amount", "\(line) has \(fund.text(free)) left to allocate.")
            }
            let sum = fund.allocations.values.reduce(0) { $0 + $1.amount }
            try fund.requireCountable(sum + Int128(amount.minorUnits), .overLine)
        }

        package func apply(to fund: inout Fund, on occurredOn: PartialDate) {
            fund.allocations[allocation] = Allocation(
                line: line, amount: Int128(amount.minorUnits), allocatedOn: occurredOn)
        }
    }

    /// Money that was set aside goes back to its line.
    package struct AllocationReleased: RecordableEvent<Fund> {
        package static let type: EventType = "fund.allocation-released"
        package static let effect = Effect.changes
        package static let refusals: [Rule] = [
            .amountNotPositive, .currencyMismatch, .overAllocation, .notFound,
        ]
        package static let command: CommandName = "release"

        /// Which allocation.
        package var allocation: LocalID
        /// How much: not more than is unpaid.
        package var amount: Money

        package var part: Part? { Part("allocation", allocation.text) }

        package func check(_ fund: Fund, _ context: CommandContext) throws(Refusal) {
            try fund.require(amount, field: "amount")
            let known = try fund.requireAllocation(allocation, context)
            guard Int128(amount.minorUnits) <= known.rest else {
                throw Refusal(
                    .overAllocation, field: "amount",
                    "\(allocation) has \(fund.text(known.rest)) that are unpaid and can be released.")
            }
        }

        package func apply(to fund: inout Fund) {
            fund.allocations[allocation]?.released += Int128(amount.minorUnits)
        }
    }

    /// Money was paid out.
    package struct Disbursed: RecordableEvent<Fund> {
        package static let type: EventType = "fund.disbursed"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [
            .amountNotPositive, .currencyMismatch, .notApproved, .overAllocation, .checkpointNotPassed,
            .voucherUsed, .notFound,
        ]
        package static let command: CommandName = "disburse"

        /// From which allocation. Its checkpoints, and those of the whole fund, that are due must have been
        /// passed.
        package var allocation: LocalID
        /// How much: not more than the allocation has left.
        package var amount: Money
        /// The number of the voucher, used once in this fund.
        package var voucher: String

        package func check(_ fund: Fund, _ context: CommandContext) throws(Refusal) {
            try fund.require(amount, field: "amount")
            try fund.requireApproved(by: context.occurredOn)
            let known = try fund.requireAllocation(allocation, context)
            try fund.requireUnused(voucher)
            guard Int128(amount.minorUnits) <= known.rest else {
                throw Refusal(
                    .overAllocation, field: "amount",
                    "\(allocation) has \(fund.text(known.rest)) left to pay.")
            }
            try fund.requireCheckpointsPassed(for: allocation, context)
            let sum = fund.allocations.values.reduce(0) { $0 + $1.disbursed }
            try fund.requireCountable(sum + Int128(amount.minorUnits), .overAllocation)
        }

        package func apply(to fund: inout Fund, on occurredOn: PartialDate) {
            let paidOn = PartialDate.first(fund.allocations[allocation]?.paidOn, occurredOn)
            fund.allocations[allocation]?.paidOn = paidOn
            fund.allocations[allocation]?.disbursed += Int128(amount.minorUnits)
            fund.vouchers.insert(voucher)
        }
    }

    /// Money that was paid out came back, and may be paid again. Not after the end, which leaves nothing to
    /// be paid.
    package struct Refunded: RecordableEvent<Fund> {
        package static let type: EventType = "fund.refunded"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [
            .amountNotPositive, .currencyMismatch, .overAllocation, .voucherUsed, .notFound, .recordClosed,
        ]
        package static let command: CommandName = "refund"
        package static let afterTheEnd = AfterTheEnd.refused

        /// To which allocation.
        package var allocation: LocalID
        /// How much: not more than was paid and is not reported as spent.
        package var amount: Money
        /// The number of the voucher, used once in this fund.
        package var voucher: String

        package func check(_ fund: Fund, _ context: CommandContext) throws(Refusal) {
            try fund.require(amount, field: "amount")
            let known = try fund.requireAllocation(allocation, context)
            try fund.requireUnused(voucher)
            try fund.requireUnspent(amount, of: allocation, known, context)
        }

        package func apply(to fund: inout Fund) {
            fund.allocations[allocation]?.refunded += Int128(amount.minorUnits)
            fund.vouchers.insert(voucher)
        }
    }

    /// What the money was spent on.
    package struct ExpenditureReported: RecordableEvent<Fund> {
        package static let type: EventType = "fund.expenditure-reported"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [
            .amountNotPositive, .currencyMismatch, .overAllocation, .notFound,
        ]
        package static let command: CommandName = "report-expenditure"

        /// From which allocation.
        package var allocation: LocalID
        /// How much: together not more than was paid and not refunded.
        package var amount: Money
        /// On what.
        package var category: String

        package func check(_ fund: Fund, _ context: CommandContext) throws(Refusal) {
            try fund.require(amount, field: "amount")
            let known = try fund.requireAllocation(allocation, context)
            try fund.requireUnspent(amount, of: allocation, known, context)
        }

        package func apply(to fund: inout Fund) {
            fund.allocations[allocation]?.spent += Int128(amount.minorUnits)
        }
    }
}
