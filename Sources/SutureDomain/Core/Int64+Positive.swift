/// Counts and amounts obey the same rule everywhere.
extension Int64 {
    /// Refuses as `amount-not-positive` what is not more than zero.
    func requirePositive(field: String) throws(Refusal) {
        guard self > 0 else {
            throw Refusal(.amountNotPositive, field: field, "\(field) must be more than zero, not \(self).")
        }
    }
}
