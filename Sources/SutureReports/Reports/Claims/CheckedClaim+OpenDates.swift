extension CheckedClaim {
    /// The claim in the light of what the records say if events whose dates leave it open had happened by its
    /// day: if the verdict depends on that, there is none.
    /// - Parameter others: the same claim, with more of these events each.
    func weighed(against others: [CheckedClaim]) -> CheckedClaim {
        guard let day else { return self }
        var why: String?
        // Some of the events may have happened and others not, so that every number between may be right.
        let numbers = ([self] + others).compactMap(\.figure?.reading.number)
        if let least = numbers.min(), let most = numbers.max(), most > least + 1,
            let nearest = Judgement.verdict(on: self, findingNearest: least...most)
        {
            if ([self] + others).contains(where: { $0.verdict != nearest }) {
                why = "between \(least) and \(most)"
            }
        } else if others.contains(where: { $0.verdict != verdict }) {
            var found: [String] = []
            for said in ([self] + others).map(\.found) where !found.contains(said) { found.append(said) }
            why = found.joined(separator: " or ")
        }
        guard let why else { return self }
        var claim = self
        claim.verdict = .notCheckable
        claim.why = "The dates of the records leave open whether they have \(why) on \(day)."
        return claim
    }

    private var found: String {
        figure?.reading.number.map { "\($0)" } ?? figure?.reading.text ?? "nothing"
    }
}
