extension ClaimsReport.Claim {
    /// The claim in the light of what the records say if events whose dates leave it open had happened by its day: if the
    /// verdict depends on that, there is none.
    /// - Parameter others: the same claim, with more of these events each.
    package func weighed(against others: [ClaimsReport.Claim]) -> ClaimsReport.Claim {
        guard let day, others.contains(where: { $0.verdict != verdict }) else { return self }
        var found: [String] = []
        for said in ([self] + others).map(\.found) where !found.contains(said) { found.append(said) }
        var claim = self
        claim.verdict = .notCheckable
        claim.why =
            "The dates of the records leave open whether they have \(found.joined(separator: " or ")) on \(day)."
        return claim
    }

    private var found: String { figure?.value.map { "\($0)" } ?? figure?.text ?? "nothing" }
}
