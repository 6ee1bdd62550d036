package import SutureDomain

/// Where a page of a view of the past ended, and which view that was: the following page shows the same
/// moment, whatever has been recorded in between.
///
/// Clients see it as the position, a dot and the view's own cursor, and pass it back as it is.
package struct PastCursor: Sendable {
    /// The last event that the page before could take into account.
    package let knownAt: Position
    /// Where the page ended, as the view's ``Page/next`` says.
    package let after: String

    package init(knownAt: Position, after: String) {
        self.knownAt = knownAt
        self.after = after
    }

    /// `nil` unless the text is such a cursor.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int64(parts[0]), number >= 0 else { return nil }
        knownAt = Position(number)
        after = String(parts[1])
    }

    package var text: String { "\(knownAt.number).\(after)" }
}
