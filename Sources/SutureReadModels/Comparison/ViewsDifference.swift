package import SutureDomain

/// The first place where two views databases differ.
package struct ViewsDifference: Error, Hashable, Sendable, CustomStringConvertible {
    package let table: String
    /// The key of the row, in the key's order.
    package let key: [String]
    /// `nil` if only one of the two has the row.
    package let column: String?
    /// In the first database; `nil` where there is none.
    package let value: String?
    /// In the second.
    package let otherValue: String?
    /// The event that last touched the row.
    package let position: Position?

    package var description: String {
        let row = "\(table) (\(key.joined(separator: ", ")))"
        let made = position.map { ", made by the event at position \($0)" } ?? ""
        guard let column else {
            return "\(row)\(made): only the \(value == nil ? "second" : "first") has this row"
        }
        return "\(row), column \(column)\(made): \(value ?? "nothing") and \(otherValue ?? "nothing")"
    }
}
