package import SutureJSON
import SutureReports

/// A section of a reply that ends early: how many more there are, and how they are listed.
package struct More: Encodable, Sendable {
    /// The member that holds the section; of one within rows with the names that lead there.
    package let section: String
    package let count: Int64
    /// The view of which `List` shows them all; `nil` where none does.
    package let view: String?
    /// Which rows of the view, as `List` takes it; `nil`: all.
    package let `where`: JSONObject?
    /// Where no view shows them all: how they are found.
    package let hint: String?

    /// - Parameter values: for columns of the view; of one that is `nil` any will do.
    package init(
        _ section: String, count: Int64, view: String? = nil, where values: [String: String?] = [:],
        hint: String? = nil
    ) {
        self.section = section
        self.count = count
        self.view = view
        let wanted = values.compactMapValues { $0 }
        `where` = wanted.isEmpty ? nil : JSONObject(wanted)
        self.hint = hint
    }
}
