package import SutureDomain

extension ViewReader {
    /// - Parameters:
    ///   - asOf: the day that these views show, for the report to say so.
    ///   - today: by which checkpoints are due where no day was asked for.
    ///
    /// Throws `QueryError.notFound` if there is no such fund.
    package func funding(_ fund: Fund.ID, asOf: Day? = nil, today: Day) throws -> FundingReport {
        try read { snapshot in
            let checkpoint = try snapshot.checkpoint()
            let source = FundingFigures(fund: fund, snapshot: snapshot)
            let main = try source.main()
            let allocations = try source.allocations()
            let lines = try source.lines(allocations)
            let day = asOf ?? today
            let (pledges, checkpoints) = (try source.pledges(), try source.checkpoints(day: day))
            guard main != FundingFigures.Main() || !(pledges.isEmpty && lines.isEmpty && checkpoints.isEmpty)
            else { throw QueryError.notFound(fund.stream) }
            return FundingReport(
                asOf: asOf?.description, knownAt: checkpoint.position, position: checkpoint.position,
                hash: checkpoint.hash.hexadecimal, day: day.description, fund: fund.text,
                label: main.title ?? fund.text, unit: main.unit, status: main.status,
                currency: main.currency, begins: main.begins, ends: main.ends, approvedOn: main.approvedOn,
                pledges: pledges,
                planned: Int64(clamping: lines.reduce(0) { $0 + Int128($1.sums.amount ?? 0) }),
                sums: FundingReport.Sums(of: allocations, amount: main.total), lines: lines,
                allocations: allocations, checkpoints: checkpoints,
                blocked: ViewReader.blocked(allocations, by: checkpoints))
        }
    }

    /// Allocations with a rest, each with the checkpoints that stand in its way: its own and the whole fund's.
    private static func blocked(
        _ allocations: [FundingReport.Allocation], by checkpoints: [FundingReport.Checkpoint]
    ) -> [FundingReport.BlockedPayment] {
        allocations.filter { $0.rest > 0 }.flatMap { allocation in
            checkpoints.filter {
                $0.isDue && ($0.allocation ?? allocation.allocation) == allocation.allocation
            }
            .map {
                FundingReport.BlockedPayment(
                    allocation: allocation.allocation, rest: allocation.rest, checkpoint: $0.checkpoint,
                    due: $0.due, state: $0.state)
            }
        }
    }
}
