import SutureSQLite

/// How often there was success, for the SQL of reports: a rate and the bounds of its 95 % interval as they
/// are shown; NULL of none at all.
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
    ) -> ConnectionSettings.SQLFunction {
        ConnectionSettings.SQLFunction(name, argumentCount: 2) { values in
            guard let successes = values[0].flatMap({ Int64($0) }),
                let count = values[1].flatMap({ Int64($0) }),
                count > 0
            else { return nil }
            return rate(successes, count).description
        }
    }
}
