import SutureSQLite
import Testing

@testable import SutureReadModels

@Suite struct StatementCacheTests {
    private let connection: Connection

    init() throws { connection = try Connection(path: "", ConnectionSettings(busyTimeoutMilliseconds: 0)) }

    @Test func `a statement that ran is lent again, to one at a time`() throws {
        try connection.inDatabase { database in
            let cache = StatementCache()
            var first: Statement?
            try cache.withStatement("SELECT 1", in: database) { outer in
                first = outer
                try cache.withStatement("SELECT 1", in: database) { #expect($0 !== outer) }
            }
            let lent = try cache.withStatement("SELECT 1", in: database) { $0 }
            #expect(lent === first)
        }
    }

    @Test func `no more statements are kept than the bound`() throws {
        try connection.inDatabase { database in
            let cache = StatementCache()
            for number in 0..<1_000 {
                try cache.withStatement("SELECT \(number)", in: database) { _ in }
                #expect(cache.statementCount <= StatementCache.statementCountMax)
            }
            cache.clear()
            #expect(cache.statementCount == 0)
        }
    }

    @Test func `a statement that could not be prepared is not kept`() throws {
        try connection.inDatabase { database in
            let cache = StatementCache()
            #expect(throws: SQLiteError.self) {
                try cache.withStatement("SELECT nothing", in: database) { _ in }
            }
            #expect(cache.statementCount == 0)
        }
    }
}
