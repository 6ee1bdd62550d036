import Foundation
import GRDB
import SutureDomain
import SutureJSON
import Testing

@testable import SutureReadModels

/// A start keeps read models whose fingerprint is that of its own: so it stands for one set of rows.
@Suite struct FingerprintTests {
    /// What the golden events become.
    private struct Rows: Equatable, CustomStringConvertible {
        let fingerprint: String
        let events: String
        let rows: String

        var description: String {
            "Rows(fingerprint: \"\(fingerprint)\", events: \"\(events)\", rows: \"\(rows)\")"
        }
    }

    private static let known = Rows(
        fingerprint: "80ad118255d6a56f", events: "e2ed2ef00639a57e", rows: "4fd2264a22dbc016")

    @Test func `whoever projects other rows from the same events gives the read models another fingerprint`()
        throws
    {
        let log = try TestLog.golden()
        let views = try TestViews(log)
        let made = Rows(
            fingerprint: ViewsSchema.fingerprint,
            events: FingerprintTests.digest(
                log.events.map { "\($0.type) \(String(decoding: $0.data, as: UTF8.self))" }),
            rows: FingerprintTests.digest(try views.cells()))
        guard made != FingerprintTests.known else { return }
        let isForgotten =
            made.fingerprint == FingerprintTests.known.fingerprint
            && made.events == FingerprintTests.known.events
        Issue.record(
            isForgotten
                ? """
                Other rows are projected, and read models that an earlier build made would keep the old ones: count up \
                ViewsSchema.projectionRevision.
                """
                : "The read models have another fingerprint, or there are other golden events: what is known is \(made)."
        )
    }

    private static func digest(_ lines: [String]) -> String {
        String(FNV1a.hash(lines.joined(separator: "\n").utf8), radix: 16)
    }
}

extension TestLog {
    /// Every event in each form in which it was ever written: one record of each kind has them all, one after
    /// another.
    fileprivate static func golden() throws -> TestLog {
        let directory = URL(filePath: #filePath).appending(path: "../../../SutureLogTests/Golden")
            .standardized
        var log = TestLog()
        for kind in Catalogue.kinds.map({ $0.kind }) {
            let lines = try String(contentsOf: directory.appending(path: "\(kind).jsonl"), encoding: .utf8)
            for line in lines.split(separator: "\n") {
                let event = try JSONDocument(parsing: String(line)).root
                let schema = try #require(event["schema"]?.int64)
                let type = try #require(event["type"]?.string)
                let data = try #require(event["data"])
                log.record(
                    type: EventType(type), schema: Int(schema), stream: StreamName(kind: kind, id: "G"),
                    data: Array(data.rawText.utf8))
            }
        }
        return log
    }
}

extension TestViews {
    /// Whatever stands in the tables, row by row.
    fileprivate func cells() throws -> [String] {
        try DatabaseQueue(path: path).read { database in
            try ViewCatalogue.tables.flatMap { view in
                let columns = view.columns.map(\.sqlName).joined(separator: ", ")
                let keys = view.sqlKeys.joined(separator: ", ")
                let sql = "SELECT \(columns) FROM \(view.table) ORDER BY \(keys)"
                return try Row.fetchAll(database, sql: sql).map { row in
                    "\(view.table) \(row.databaseValues.map(\.description).joined(separator: "|"))"
                }
            }
        }
    }
}
