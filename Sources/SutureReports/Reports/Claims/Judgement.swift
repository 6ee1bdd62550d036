import SutureDomain

/// What is held of a claim.
enum Verdict: String, CaseIterable, Sendable {
    case supported, contradicted
    case notCheckable = "not_checkable"
}

/// Whether the records bear a claim out, and why.
struct Judgement: Hashable, Sendable {
    let verdict: Verdict
    let why: String

    init(_ verdict: Verdict, _ why: String) {
        self.verdict = verdict
        self.why = why
    }

    init(of claim: RecordedClaim, _ found: MetricReading) {
        guard let comparator = Source.ClaimRecorded.Comparator(rawValue: claim.comparator),
            let signature = MetricSignature.named(claim.metric)
        else {
            self.init(.notCheckable, "This version knows no claim of \(claim.comparator) \(claim.metric).")
            return
        }
        if let why = found.why {
            self.init(.notCheckable, why)
        } else if comparator == .some {
            self.init(ofSome: found)
        } else if let value = claim.value.flatMap({ ClaimedValue($0, of: signature) }) {
            self.init(comparator, value, found)
        } else {
            self.init(.notCheckable, "The claim gives no value to compare with.")
        }
    }

    /// The verdict on a claim of a number if, of all that the records may have, they had what comes nearest
    /// to it: every comparison that holds of any of these numbers holds of that, or of the first or the last.
    /// - Returns: `nil` for a claim that is not compared with a number.
    static func verdict(
        on checked: CheckedClaim, findingNearest numbers: ClosedRange<Int64>
    ) -> Verdict? {
        let claim = checked.recorded
        guard claim.comparator != Source.ClaimRecorded.Comparator.some.rawValue,
            checked.figure?.reading.why == nil, let signature = MetricSignature.named(claim.metric),
            case .number(let claimed)? = claim.value.flatMap({ ClaimedValue($0, of: signature) })
        else { return nil }
        let found = min(max(claimed, numbers.lowerBound), numbers.upperBound)
        return Judgement(of: claim, MetricReading(number: found)).verdict
    }

    /// That there are any can be contradicted only: how many the words mean is not said.
    private init(ofSome found: MetricReading) {
        switch found.number {
        case 0?: self.init(.contradicted, "The records have none.")
        case let value?:
            self.init(.notCheckable, "The records have \(value); how many are claimed is not said.")
        case nil:
            self.init(
                .notCheckable, "The records say \(found.text ?? "nothing"); what is claimed is not said.")
        }
    }

    private init(
        _ comparator: Source.ClaimRecorded.Comparator, _ value: ClaimedValue, _ reading: MetricReading
    ) {
        switch value {
        case .number(let claimed):
            let found = reading.number ?? 0
            self.init(
                comparator.holds(of: found, claimed) ? .supported : .contradicted,
                "The records have \(found); claimed is \(comparator.words) \(claimed).")
        case .text(let claimed):
            let found = reading.text ?? ""
            self.init(
                found == claimed ? .supported : .contradicted,
                "The records say \(found); claimed is \(comparator.words) \(claimed).")
        }
    }
}

extension Source.ClaimRecorded.Comparator {
    /// How it goes on after "claimed is".
    fileprivate var words: String { rawValue.split(separator: "_").joined(separator: " ") }

    /// Exact: neither number is negative, and none goes through a floating-point one.
    fileprivate func holds(of found: Int64, _ claimed: Int64) -> Bool {
        switch self {
        case .exactly: found == claimed
        case .moreThan: found > claimed
        case .atLeast: found >= claimed
        case .lessThan: found < claimed
        case .about: abs(found - claimed) <= claimed / 10
        case .some: found > 0
        }
    }
}
