/// A fund out of which students are paid.
struct GeneratedFund: Sendable {
    let id: String
    /// What is left of the line, in minor units.
    var rest: Int
    var allocationCount = 0
}
