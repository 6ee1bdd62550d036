import SutureSQLite

/// The statements of one connection that queries ran before: preparing one takes longer than running it.
///
/// Bounded, since filters have endless shapes. Used on the connection's queue only.
final class StatementCache {
    static let statementCountMax = 64
    private var statements: [String: Statement] = [:]

    /// Lends the statement: while it runs nobody else can have it, who then gets another one.
    func withStatement<Result>(
        _ sql: String, in database: Database, _ body: (Statement) throws -> Result
    ) throws -> Result {
        let statement = try statements.removeValue(forKey: sql) ?? database.makeStatement(sql: sql)
        defer {
            if statements.count >= StatementCache.statementCountMax { statements = [:] }
            statements[sql] = statement
        }
        return try body(statement)
    }

    func clear() { statements = [:] }

    var statementCount: Int { statements.count }
}
