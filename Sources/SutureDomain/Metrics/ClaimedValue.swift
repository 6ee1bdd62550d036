/// What a claim says that a figure is.
package enum ClaimedValue: Hashable, Sendable {
    case number(Int64)
    case text(String)

    /// What the text means of such a figure; `nil` if it is no number where one is needed.
    package init?(_ text: String, of signature: MetricSignature) {
        switch signature.content {
        case .count, .number:
            guard let number = ClaimedValue.number(in: text) else { return nil }
            self = .number(number)
        case .text: self = .text(text)
        }
    }

    /// A whole number as documents write it: digits, or groups of three with commas between them (`1,274`).
    static func number(in text: String) -> Int64? {
        let groups = text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        let isNumeric = groups.allSatisfy { !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } }
        guard isNumeric, groups.count == 1 || groups[0].count <= 3,
            groups.dropFirst().allSatisfy({ $0.count == 3 })
        else { return nil }
        return Int64(text.filter { $0 != "," })
    }

    /// Refuses as `metric-unknown` a value that no such figure can have, or that is missing.
    static func require(
        _ value: String?, _ comparator: Source.ClaimRecorded.Comparator, of signature: MetricSignature
    ) throws(Refusal) {
        if signature.content == .text, comparator != .exactly, comparator != .some {
            throw Refusal(
                .metricUnknown, field: "comparator",
                "\(signature.name) is a word, which is compared as exactly or some, not as "
                    + "\(comparator.rawValue).")
        }
        // What a document says instead of a number ("quite a number") is kept as it stands there.
        guard comparator != .some else { return }
        guard let value else {
            throw Refusal(
                .metricUnknown, field: "value",
                "A claim of \(comparator.rawValue) needs a value; only some needs none.")
        }
        guard ClaimedValue(value, of: signature) != nil else {
            throw Refusal(
                .metricUnknown, field: "value",
                "\(signature.name) is a whole number such as 200 or 1,274, not \"\(value)\".")
        }
    }
}
