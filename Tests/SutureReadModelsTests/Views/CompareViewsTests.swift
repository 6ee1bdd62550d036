import GRDB
import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct CompareViewsTests {
    private let log = TestLog.programme()

    @Test func `equal views do not differ`() throws {
        let views = try TestViews(log)
        let others = try TestViews(log)
        #expect(try compareViews(views.path, with: others.path) == nil)
    }

    @Test func `a changed value is named with its row and the event that made it`() throws {
        let difference = try compare {
            try $0.execute(sql: "UPDATE device SET name = 'Needle' WHERE id = 'D-1'")
        }
        #expect(
            difference?.description
                == "device (D-1), column name, made by the event at position 12: Needle 3/8 and Needle")
    }

    @Test func `a missing row is named`() throws {
        let difference = try compare {
            try $0.execute(sql: "DELETE FROM project_member WHERE person = 'P-0001'")
        }
        #expect(
            difference?.description
                == "project_member (PR-1, 10), made by the event at position 10: only the first has this row")
    }

    @Test func `a row too many is named`() throws {
        let difference = try compare {
            try $0.execute(
                sql: "INSERT INTO note (record, entry, text, position) VALUES ('trial/T-1', 3, 'forged', 3)")
        }
        #expect(difference?.table == "note")
        #expect(difference?.value == nil)
        #expect(
            difference?.description
                == "note (trial/T-1, 3), made by the event at position 3: only the second has this row")
    }

    @Test(arguments: ["stream_head", "search_term", "checkpoint"])
    func `the tables beside the views are compared too`(table: String) throws {
        let difference = try compare { try $0.execute(sql: "DELETE FROM \(table)") }
        #expect(difference?.table == table)
    }

    @Test func `a receipt too many is named by its event`() throws {
        let difference = try compare { try $0.execute(sql: "INSERT INTO receipt VALUES (-5, 3)") }
        #expect(difference?.table == "receipt")
        #expect(difference?.position == Position(3))
        #expect(difference?.value == nil)
    }

    @Test func `keys that are numbers are in the order of numbers`() throws {
        var log = log
        let outcome = log.log(.failure, of: "D-1")
        log.record(Voided<Trial>(position: outcome), "T-1")
        let difference = try compare(log) {
            try $0.execute(sql: "INSERT INTO void (record, voided, position) VALUES ('trial/T-1', 9, 9)")
        }
        #expect(outcome == Position(20))
        #expect(
            difference?.description
                == "void (trial/T-1, 9), made by the event at position 9: only the second has this row")
    }

    private func compare(
        _ log: TestLog? = nil, after change: (Database) throws -> Void
    ) throws -> ViewsDifference? {
        let log = log ?? self.log
        let views = try TestViews(log)
        let others = try TestViews(log)
        try DatabaseQueue(path: others.path).write { try change($0) }
        return try compareViews(views.path, with: others.path)
    }
}
