import SutureDomain

extension ViewReader {
    /// Holds the claims against these views, which are those of the claims' day.
    /// - Parameter explain: whether to list what was counted.
    package func check(_ claims: [RecordedClaim], explain: Bool) throws -> [ClaimsReport.Claim] {
        try read { snapshot in
            try claims.map { claim in
                guard let metric = Metric.named(claim.metric) else { return claim.unchecked }
                let figure = try snapshot.figure(of: metric, metric.bound(claim.parameters), explain: explain)
                return claim.checked(against: figure)
            }
        }
    }
}

extension RecordedClaim {
    /// What becomes of a claim that cannot be held against any views.
    package var unchecked: ClaimsReport.Claim {
        let why =
            Metric.named(metric) == nil
            ? "There is no figure \(metric) in this version."
            : "It is not known for which day it is claimed."
        return report(Judgement(.notCheckable, why), figure: nil)
    }

    fileprivate func checked(against figure: ProgrammeReport.Figure) -> ClaimsReport.Claim {
        report(Judgement(of: self, figure), figure: figure)
    }

    private func report(_ judgement: Judgement, figure: ProgrammeReport.Figure?) -> ClaimsReport.Claim {
        ClaimsReport.Claim(
            source: source, label: label, claim: claim, quote: quote, metric: metric,
            parameters: NamedValues(parameters),
            comparator: comparator, value: value, asOf: asOf,
            day: figure == nil ? nil : day?.description, attribution: attribution,
            verdict: judgement.verdict, why: judgement.why, figure: figure)
    }
}
