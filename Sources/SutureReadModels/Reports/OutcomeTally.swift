/// Outcomes by result, and how often there was success: among all but those that are not evaluable, and partial is no
/// success.
package struct OutcomeTally: Encodable, Hashable, Sendable {
    package let success: Int64
    package let partial: Int64
    package let failure: Int64
    package let notEvaluable: Int64
    package let evaluable: Int64
    /// Four decimals, halves up; `nil` where nothing is evaluable.
    package let rate: String?
    /// The bounds of the 95 % interval of the rate by Wilson's score, four decimals.
    package let lower: String?
    package let upper: String?

    init(success: Int64, partial: Int64, failure: Int64, notEvaluable: Int64) {
        self.success = success
        self.partial = partial
        self.failure = failure
        self.notEvaluable = notEvaluable
        evaluable = success + partial + failure
        guard evaluable > 0 else {
            (rate, lower, upper) = (nil, nil, nil)
            return
        }
        let interval = WilsonInterval(successCount: success, count: evaluable)
        rate = FourDecimals(success, of: evaluable).description
        lower = FourDecimals(irrational: interval.lower).description
        upper = FourDecimals(irrational: interval.upper).description
    }

    /// The columns of a query over outcomes `o` that ``init(_:from:)`` reads.
    static let columnsSQL = """
        count(*) FILTER (WHERE o.result = 'success'), count(*) FILTER (WHERE o.result = 'partial'), \
        count(*) FILTER (WHERE o.result = 'failure'), count(*) FILTER (WHERE o.result = 'not_evaluable')
        """

    /// - Parameter first: the row's column that ``columnsSQL`` begins at.
    init(_ row: RowOnStatement, from first: Int32) {
        self.init(
            success: row.integer(at: first), partial: row.integer(at: first + 1),
            failure: row.integer(at: first + 2), notEvaluable: row.integer(at: first + 3))
    }
}
