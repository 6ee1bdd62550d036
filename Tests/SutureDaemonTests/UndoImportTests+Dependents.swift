import Foundation
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

extension UndoImportTests {
    @Test func `what follows from another event is voided with it`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await ConsequenceTests.openRound(client)
            let rows = [
                RecordAllTests.note("D-0", "bent"), ConsequenceTests.proposed("PR-1"),
                RecordAllTests.note("D-0", "dull"), ConsequenceTests.proposed("PR-2"),
            ]
            let device = RecordAllTests.register("D-0")
            let batch = try await UndoImportTests.importing([device] + rows, with: client)
            let last = try await client.head()
            #expect(last == 15)
            #expect(try await UndoImportTests.undo(batch, with: client).last?["voidedCount"] == 7)
            let events = try await UndoImportTests.events(client, after: last).dropLast()
            #expect(events.compactMap { $0["data"]?["position"] } == [13, 14, 12, 10, 11, 9, 8])
            #expect(
                events.map { $0["metadata"]?["causation"] } == [nil, "16", nil, nil, "19", nil, nil])
            let projects = try await client.ask("Records.List", ["view": "project"])["rows"]?.array
            #expect(projects?.map { $0["keySince"] } == [nil, nil])
            try await client.ask("Log.RecordAll", RecordAllTests.batch([ConsequenceTests.proposed("PR-1")]))
        }
    }

    @Test func `what was corrected since is not the import's any more, and holds what it needs`() async throws
    {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            let rows = [
                RecordAllTests.register("D-1"), RecordAllTests.note("D-1", "bent"),
                RecordAllTests.register("D-2"),
                RecordAllTests.note("D-2", "dull"),
            ]
            let batch = try await UndoImportTests.importing(rows, with: client)
            // The device as it is now, and a note whose device is the import's.
            for (position, fields) in [
                (2, ["name": "Knife", "type": "other"]), (5, ["text": "sharp"]),
            ] as [(Int64, JSONValue)] {
                try await client.record(
                    "Log.Correct", ["position": .integer(position), "fields": fields],
                    context: UndoImportTests.because)
            }
            let error = try await UndoImportTests.error(undoing: batch, with: client)
            #expect(VoidTests.positions(error) == [10])
            try await client.record("Log.Void", ["position": 10], context: UndoImportTests.because)
            let last = try await UndoImportTests.undo(batch, with: client).last
            #expect(last?["voidedCount"] == 2)
            #expect(last?["voidedBefore"] == 2)
            let rest = try await client.ask("Records.List", ["view": "device"])["rows"]?.array
            #expect(rest?.map { $0["name"] } == ["Knife"])
        }
    }

    @Test func `what is of an erased person stays, and refuses what it depends on`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            func person(_ id: String) -> JSONValue {
                RecordAllTests.proposed("person.register", id, ["name": "Wu Tao"])
            }
            let alone = try await UndoImportTests.importing([person("P-1"), person("P-2")], with: client)
            let rows = [
                RecordAllTests.proposed("institution.register", "I-1", ["name": "N", "type": "hospital"]),
                person("P-3"),
                RecordAllTests.proposed(
                    "person.hold-position", "P-3", ["at": "institution/I-1", "title": "Surgeon"]),
            ]
            let tied = try await UndoImportTests.importing(rows, with: client)
            for id in ["P-1", "P-3"] {
                try await client.record(
                    "Person.Erase", ["id": .string(id), "legalGround": "asked", "decidedBy": "P-2"],
                    context: UndoImportTests.because)
            }
            let last = try await UndoImportTests.undo(alone, with: client).last
            #expect(last?["voidedCount"] == 1)
            #expect(last?["keptCount"] == 1)
            #expect(last?["undone"] == true)
            let error = try await UndoImportTests.error(undoing: tied, with: client)
            #expect(VoidTests.positions(error) == [.integer(tied + 3)])
        }
    }
}
