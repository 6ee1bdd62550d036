import Foundation
import SutureCodec
import SutureDomain
import SutureLog
import Testing

/// Whatever a version of Suture wrote, every later one reads.
@Suite struct GoldenEventTests {
    static let kinds = Catalogue.kinds.map { $0.kind }
    static let variable = "SUTURE_WRITE_GOLDEN"

    @Test func `every event that was ever written is read, and written again byte for byte`() throws {
        let files = try GoldenFile.all()
        #expect(files.count >= Catalogue.kinds.count)
        for file in files {
            let kind = try #require(Catalogue.kind(named: file.name), "\(file.name)")
            for line in file.lines { try GoldenEventTests.read(line, of: kind) }
        }
    }

    private static func read<Subject: Record>(_ line: GoldenFile.Line, of kind: Subject.Type) throws {
        let event = try EventCodec.event(type: line.type, schema: line.schema, data: line.data)
        let happened = try #require(event as? any Event<Subject>, "\(line.type)")
        // Older schemas are taken up, so they are written otherwise.
        if line.schema == type(of: event).schema {
            #expect(
                try String(decoding: EventCodec.data(of: event), as: UTF8.self)
                    == String(decoding: line.data, as: UTF8.self), "\(line.type)")
        }
        var standing = Standing<Subject>(createdOn: .unknown)
        standing.apply(happened, on: "2022-03-14")
        standing.apply(happened, on: .unknown)
    }

    @Test(arguments: kinds)
    func `every event of a kind has its lines: one with every field, one with as few as there may be`(
        kind name: String
    ) throws {
        let found = Catalogue.kind(named: name)
        let kind = try #require(found)
        let lines = try GoldenFile.of(kind).lines
        var missing: [GoldenFile.Line] = []
        for event in Catalogue.events(of: kind) {
            for schema in 1...event.schema
            where !lines.contains(where: { $0.type == event.type && $0.schema == schema }) {
                // How an older schema was written, only its own version knew.
                try #require(schema == event.schema, "\(event.type) has no line of schema \(schema)")
                missing += try GoldenSpecimen.lines(of: event)
            }
        }
        guard !missing.isEmpty else { return }
        if ProcessInfo.processInfo.environment[GoldenEventTests.variable] != nil {
            try GoldenFile.add(missing, of: kind)
        }
        Issue.record(
            """
            Tests/SutureLogTests/Golden/\(name).jsonl has no line for \
            \(Set(missing.map(\.type.text)).sorted().joined(separator: ", ")). \
            \(GoldenEventTests.variable)=1 swift test --filter GoldenEventTests writes them: look at them, and commit them.
            """)
    }

    @Test(arguments: kinds)
    func `every field of an event stands in one of its lines, and every optional one is left out in one`(
        kind name: String
    ) throws {
        let found = Catalogue.kind(named: name)
        let kind = try #require(found)
        let lines = try GoldenFile.of(kind).lines
        for event in Catalogue.events(of: kind) {
            let keys = try lines.filter { $0.type == event.type && $0.schema == event.schema }
                .map { try GoldenSpecimen.keys(of: $0.data) }
            let fields = fields(of: event)
            #expect(keys.contains(fields.map(\.name)), "\(event.type)")
            #expect(keys.contains(fields.filter { !$0.isOptional }.map(\.name)), "\(event.type)")
        }
    }
}
