extension Int {
    /// With zeros before it, as far as it has fewer digits.
    func padded(to digitCount: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, digitCount - digits.count)) + digits
    }
}
