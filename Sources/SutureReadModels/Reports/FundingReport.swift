package import SutureDomain

/// What became of the money of a fund. Amounts are in the minor unit of the fund's currency.
package struct FundingReport: Encodable, Hashable, Sendable {
    /// What happened to an amount that was planned.
    package struct Sums: Encodable, Hashable, Sendable {
        /// `nil` where nothing was planned.
        package let amount: Int64?
        /// Less what was released.
        package let allocated: Int64
        package let disbursed: Int64
        package let refunded: Int64
        package let spent: Int64
        /// Of the amount: what is not allocated.
        package let unallocated: Int64?
        /// Of the amount: what is not paid, counting what came back.
        package let remaining: Int64?

        init(of allocations: some Sequence<Allocation>, amount: Int64?) {
            func sum(_ part: (Allocation) -> Int64) -> Int128 {
                allocations.reduce(0) { $0 + Int128(part($1)) }
            }
            let allocated = sum(\.amount) - sum(\.released)
            let (disbursed, refunded) = (sum(\.disbursed), sum(\.refunded))
            self.amount = amount
            self.allocated = Int64(clamping: allocated)
            self.disbursed = Int64(clamping: disbursed)
            self.refunded = Int64(clamping: refunded)
            spent = Int64(clamping: sum(\.spent))
            unallocated = amount.map { Int64(clamping: Int128($0) - allocated) }
            remaining = amount.map { Int64(clamping: Int128($0) - disbursed + refunded) }
        }
    }

    package struct Pledge: Encodable, Hashable, Sendable {
        package let source: String
        package let label: String
        package let pledged: Int64
        package let received: Int64
        package let outstanding: Int64
    }

    package struct Line: Encodable, Hashable, Sendable {
        package let line: String
        package let purpose: String?
        package let sums: Sums
    }

    package struct Allocation: Encodable, Hashable, Sendable {
        package let allocation: String
        package let line: String?
        package let student: String?
        package let project: String?
        package let amount: Int64
        package let released: Int64
        package let disbursed: Int64
        package let refunded: Int64
        package let spent: Int64
        /// What can still be paid or released.
        package let rest: Int64
    }

    /// A checkpoint that has not been passed.
    package struct Checkpoint: Encodable, Hashable, Sendable {
        package enum State: String, Encodable, Sendable {
            case notHeld = "not_held"
            case conditionUnmet = "condition_unmet"
            case failed
        }

        package let checkpoint: String
        package let type: String?
        package let due: String?
        /// `nil`: it is the whole fund's.
        package let allocation: String?
        package let state: State
        /// Whether its date was provably past on the day of the report, so that it stands in the way of payments.
        package let isDue: Bool
    }

    /// An allocation of which nothing could be paid on the day of the report.
    package struct BlockedPayment: Encodable, Hashable, Sendable {
        package let allocation: String
        package let rest: Int64
        /// Which checkpoint stands in the way.
        package let checkpoint: String
        package let due: String?
        package let state: Checkpoint.State
    }

    package let asOf: String?
    /// The last event that the figures take into account; `position` is the same one.
    package let knownAt: Position
    package let position: Position
    /// The log's hash at that position, by which the figures can be checked later. In hexadecimal.
    package let hash: String
    /// The version of ``CountingRule`` that says from which day on each event counts.
    package let countingRule = CountingRule.version
    /// The day by which checkpoints are due: that of `asOf`, else that of the instant in `knownAt`, else today.
    package let day: String
    /// The id of the fund.
    package let fund: String
    package let label: String
    package let unit: String?
    package let status: String?
    package let currency: String?
    package let begins: String?
    package let ends: String?
    package let approvedOn: String?
    package let pledges: [Pledge]
    /// What was planned in all the lines.
    package let planned: Int64
    /// Of what was approved last.
    package let sums: Sums
    package let lines: [Line]
    package let allocations: [Allocation]
    package let checkpoints: [Checkpoint]
    package let blocked: [BlockedPayment]
}
