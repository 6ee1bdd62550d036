import GRDB

/// How often there was success, for the SQL of reports: a rate and the bounds of its 95 % interval as they are shown; NULL of
/// none at all.
enum SuccessRate {
    static let functions = [
        function("success_rate") { FourDecimals($0, of: $1) },
        function("success_rate_lower") {
            FourDecimals(irrational: WilsonInterval(successCount: $0, count: $1).lower)
        },
        function("success_rate_upper") {
            FourDecimals(irrational: WilsonInterval(successCount: $0, count: $1).upper)
        },
    ]

    /// SQL's `name(successes, count)`.
    private static func function(
        _ name: String, _ rate: @escaping @Sendable (Int64, Int64) -> FourDecimals
    ) -> DatabaseFunction {
        DatabaseFunction(name, argumentCount: 2, pure: true) { values in
            guard let successes = Int64.fromDatabaseValue(values[0]),
                let count = Int64.fromDatabaseValue(values[1]), count > 0
            else { return nil }
            return rate(successes, count).description
        }
    }
}
