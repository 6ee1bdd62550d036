/// Counts and amounts obey the same rule everywhere.
extension Int64 {
    /// No count of people, bodies or uses is greater: beyond is a slip, and sums of counts stay numbers.
    static let countMax: Int64 = 1_000_000_000

    /// Refuses as `amount-not-positive` what is not more than zero.
    func requirePositive(field: String) throws(Refusal) {
        guard self > 0 else {
            throw Refusal(.amountNotPositive, field: field, "\(field) must be more than zero, not \(self).")
        }
    }

    /// Refuses as `amount-not-positive` or `count-too-large` what is no count.
    func requireCount(field: String) throws(Refusal) {
        try requirePositive(field: field)
        guard self <= Int64.countMax else {
            throw Refusal(
                .countTooLarge, field: field,
                "\(field) must not be more than \(Int64.countMax); it is \(self).")
        }
    }
}

extension Money {
    /// Refuses as `amount-not-positive` what is not more than nothing.
    func requirePositive(field: String) throws(Refusal) {
        guard minorUnits > 0 else {
            let text = Money.text(minorUnits: minorUnits, currency: currency)
            throw Refusal(.amountNotPositive, field: field, "\(field) must be more than zero, not \(text).")
        }
    }
}
