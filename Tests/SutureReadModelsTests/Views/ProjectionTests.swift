import GRDB
import SutureDomain
import SutureJSON
import SutureSQLite
import Testing

@testable import SutureReadModels

@Suite struct ProjectionTests {
    @Test func `every event of the catalogue is projected`() {
        let known = Set(Catalogue.kinds.flatMap { Catalogue.events(of: $0) }.map { ObjectIdentifier($0) })
        #expect(Set(ViewCatalogue.projection.steps.keys) == known)
    }

    @Test(arguments: Catalogue.kinds.map { $0.kind })
    func `everything an event carries can be read in a row that it touched`(kind: String) throws {
        let found = Catalogue.kind(named: kind)
        let type = try #require(found)
        let events = Catalogue.events(of: type)
        var log = TestLog()
        for event in events {
            log.record(
                type: event.type, stream: StreamName(kind: kind, id: "S"), data: Specimen.bytes(of: event))
        }
        let views = try TestViews()
        for (event, recorded) in zip(events, log.events) {
            try views.apply([recorded])
            let cells = try views.cells(touchedAt: recorded.position)
            for leaf in Specimen.leaves(of: .object(Specimen.data(of: event))) {
                #expect(cells.contains { $0.contains(leaf) }, "\(event.type): \(leaf) is in none of \(cells)")
            }
        }
    }

    @Test func `any part of history, in the order of the log, can be projected`() throws {
        var random = SeededRandom(seed: 0x5EED)
        let history = randomHistory(of: 300, using: &random)
        for round in 1...12 {
            var part = TestLog()
            for event in history.events where Bool.random(using: &random) {
                part.record(
                    type: event.type, stream: event.stream, data: event.data, on: event.occurredOn)
            }
            let views = try TestViews(part, unseal: { sealed, _, _ in .plain(sealed) })
            for view in ViewCatalogue.views {
                #expect(throws: Never.self, "seed 0x5EED, round \(round), \(view.name)") {
                    try views.list(view.name)
                }
            }
            for kind in Catalogue.kinds {
                let stream = StreamName(kind: kind.kind, id: "A")
                guard let head = try views.reader.head(of: stream), !head.isVoid else { continue }
                #expect(throws: Never.self, "seed 0x5EED, round \(round), \(kind.kind)") {
                    try views.reader.get(stream)
                }
            }
            #expect(throws: Never.self) { try views.reader.programme(explain: true) }
        }
    }

    @Test func `history projected at once and in two halves makes the same views`() throws {
        var random = SeededRandom(seed: 0xF01D)
        let history = randomHistory(of: 300, using: &random)
        let atOnce = try TestViews(history)
        let inHalves = try TestViews()
        try inHalves.apply(history.events.prefix(150))
        try inHalves.apply(history.events.dropFirst(150))
        #expect(try compareViews(atOnce.path, with: inHalves.path) == nil)
    }

    @Test func `a row may have other columns than the last one that such an event made`() throws {
        let projection = Projection(of: [
            ReadModel("remark", of: Trial.self, list: "remarks", "Remarks.") { when in
                when(NoteAdded<Trial>.self) { added, row in
                    guard added.text.text != "nothing" else { return }
                    row.put("text", added.text, "The remark.")
                    if added.text.text != "short" { row.put("length", row.ordinal, "How long it is.") }
                }
            }
        ])
        var log = TestLog()
        for text in ["long", "short", "nothing", "short", "long", "long"] as [Prose] {
            log.record(NoteAdded<Trial>(text: text), "T-1")
        }
        let connection = try Connection(path: "", ConnectionSettings(busyTimeoutMilliseconds: 0))
        try connection.inDatabase { database in
            try database.execute(sql: projection.tables[0].tableSQL)
            let rows = RowStatements(database, projection)
            for event in try log.events.map(DecodedEvent.init(decoding:)) {
                rows.begin(event)
                try projection.apply(event, to: rows)
            }
            let texts = try database.texts(
                "SELECT entry || ' ' || text || ' ' || coalesce(length, '-') FROM remark")
            #expect(texts == ["1 long 1", "2 short -", "4 short -", "5 long 1", "6 long 1"])
        }
    }

    /// Events of every type on three records of each kind, which refer to one another and to records that are
    /// missing.
    private func randomHistory(of count: Int, using random: inout SeededRandom) -> TestLog {
        let types = Catalogue.kinds.flatMap { kind in Catalogue.events(of: kind).map { (kind.kind, $0) } }
        var log = TestLog()
        for _ in 0..<count {
            guard let (kind, event) = types.randomElement(using: &random),
                let id = ["A", "B", "R-person"].randomElement(using: &random)
            else { continue }
            log.record(
                type: event.type, stream: StreamName(kind: kind, id: id), data: Specimen.bytes(of: event))
        }
        return log
    }
}

extension TestViews {
    /// What stands in the rows of all views that this event was the last to touch; search terms do not count.
    fileprivate func cells(touchedAt position: Position) throws -> [String] {
        try DatabaseQueue(path: path).read { database in
            try ViewCatalogue.views.flatMap { view in
                try GRDB.Row.fetchAll(
                    database, sql: "SELECT * FROM \(view.table) WHERE position = ?",
                    arguments: [position.number]
                ).flatMap { row in row.map { "\($0.1)" } }
            }
        }
    }
}
