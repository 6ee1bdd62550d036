package import SutureJSON

/// Which rows of a view are wanted, and in what order.
package struct ListQuery: Sendable {
    package static let rowCountDefault = 50
    package static let rowCountMax = WireLimits.pageRowCountMax

    /// The name of the view (`trial-outcome`).
    package var view: String
    /// An object: each column's value, or an array of values of which any will do; `null` for absent ones.
    package var filter: JSONView?
    /// A column, with `-` in front for descending; by key if left out.
    package var orderBy: String?
    package var limit: Int64?
    /// Where the page before ended, as its `next` says.
    package var after: String?

    package init(
        view: String, filter: JSONView? = nil, orderBy: String? = nil, limit: Int64? = nil,
        after: String? = nil
    ) {
        self.view = view
        self.filter = filter
        self.orderBy = orderBy
        self.limit = limit
        self.after = after
    }

    static func rowCount(_ limit: Int64?) throws -> Int {
        guard let limit else { return rowCountDefault }
        guard (1...Int64(rowCountMax)).contains(limit) else {
            throw QueryError.invalidParameter("limit", message: "limit is from 1 to \(rowCountMax).")
        }
        return Int(limit)
    }
}
