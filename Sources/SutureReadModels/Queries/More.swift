package import SutureReports

/// A section of a reply that ends early: how many more there are, and how they are listed.
package struct More: Encodable, Hashable, Sendable {
    /// The member that holds the section; of one within rows with the names that lead there (`criteria.evidence`).
    package let section: String
    package let count: Int64
    /// The view of which `List` shows them all; `nil` where none does.
    package let view: String?
    /// Which rows of the view, as `List` takes it; `nil`: all.
    package let `where`: NamedValues?

    /// Where no view shows them all: how they are found.
    package let hint: String?

    package init(_ section: String, count: Int64, listedBy listing: Listing?, hint: String? = nil) {
        self.section = section
        self.count = count
        view = listing?.view
        `where` = listing?.values.map { NamedValues($0) }
        self.hint = hint
    }

    /// How the rows of a section are listed.
    package struct Listing: Hashable, Sendable {
        let view: String
        let values: [String: String]?

        /// - Parameter values: for columns of the view; of one that is `nil` any will do.
        package init(_ view: String, _ values: [String: String?] = [:]) {
            self.view = view
            let wanted = values.compactMapValues { $0 }
            self.values = wanted.isEmpty ? nil : wanted
        }
    }
}
