import Foundation
import SutureCodec
import SutureDomain
import SutureInterface
import SutureJSON
import SutureLog
import SutureReadModels
import SutureTestSupport
import Testing
import Varlink

/// What an earlier version acknowledged is read for ever, though it could not be said any more: by every
/// program, in every way.
@Suite(.serialized, .timeLimit(.minutes(20))) struct OldLogTests {
    @Test(arguments: [GoldenLog.said, .large, .unreadable, .unreadableDate])
    func `every offline program reads it`(_ log: GoldenLog) async throws {
        try await RunningDaemon.prepare(on: log) { daemon in
            let state = daemon.stateDirectory
            let sound = "sound: \(log.position) events"
            for options in [[], ["--deep"], ["--head", log.head]] {
                let run = try await ProgramRun.of(
                    [BuiltProgram.path("suture-replay"), "verify", state] + options)
                #expect(run.output.hasPrefix(sound), "\(options): \(run.output)\(run.errors)")
                #expect(run.exit == .status(0))
            }
            let views = "\(daemon.directory)/views.db"
            let rebuilt = try await daemon.replay("rebuild", state, "--into", views)
            #expect(rebuilt.output == "rebuilt \(views) from \(log.position) events\n", "\(rebuilt.errors)")
            #expect(try await daemon.replay("compare", state, views).output.hasPrefix("equal"))
            let diagnosis = try await daemon.replay("doctor", state)
            #expect(diagnosis.exit == .status(0), "\(diagnosis.output)")
            #expect(diagnosis.outputLines.last == "everything is understood")
            let statistics = try await daemon.replay("stats", state)
            #expect(statistics.output.contains("events    \(log.position)\n"))
            let exported = try await daemon.replay("export", state)
            #expect(exported.exit == .status(0))
            #expect(exported.outputLines.count == Int(log.position))
            for line in exported.outputLines { _ = try JSONValue(parsing: line) }
        }
    }

    @Test func `the offline program shows a record of every kind`() async throws {
        try await RunningDaemon.prepare(on: .said) { daemon in
            let streams = Dictionary(grouping: try daemon.events().map(\.stream), by: \.kind)
            // As many as there were in that version.
            #expect(streams.count == 18)
            for (kind, streams) in streams {
                // The most told of them.
                let counts = Dictionary(streams.map { ($0.text, 1) }, uniquingKeysWith: +)
                let record = try #require(counts.max { ($0.value, $0.key) < ($1.value, $1.key) })
                let shown = try await daemon.replay("show", record.key, "--log", daemon.stateDirectory)
                #expect(shown.exit == .status(0), "\(kind): \(shown.errors)")
                let last = try JSONValue(parsing: try #require(shown.outputLines.last))
                #expect(last["id"]?.string == record.key.split(separator: "/").last.map(String.init))
            }
        }
    }

    @Test(arguments: [GoldenLog.said, .large, .unreadable, .unreadableDate])
    func `a daemon serves it and goes on recording`(_ log: GoldenLog) async throws {
        try await RunningDaemon.prepare(on: log) { daemon in
            try await daemon.start()
            let client = try await daemon.client()
            let status = try await client.ask("Service.Status")
            #expect(status["readOnly"] == false, "\(status)")
            #expect(status["position"]?.int64 == log.position)
            #expect(status["lostKeys"]?.int64 ?? 0 == 0)
            try await client.record("Device.Register", ["id": "NEW", "name": "Needle", "type": "other"])
            try await client.record("Person.Register", ["name": "Wu Tao"])
            // What belongs to old records too, whatever they are called.
            let kept = ["said-0.1.0": "MEGABYTE", "large-0.1.0": "D-NAME"][log.name] ?? "D-1"
            try await client.record("Device.AddNote", ["id": .string(kept), "text": "is still there"])
            #expect(await daemon.terminate() == .status(0))
            let compared = try await daemon.replay("compare", daemon.stateDirectory)
            #expect(compared.output.hasPrefix("equal"), "\(compared.output)")
            guard case .sound = try daemon.verifyLog() else {
                Issue.record("the log does not verify")
                return
            }
        }
    }
}

// MARK: What is served

extension OldLogTests {
    private static let moments: [JSONObject] = [
        [:], ["asOf": "2022-06-30"], ["knownAt": "400"], ["asOf": "1500-01-01", "knownAt": "500"],
    ]

    @Test func `every record, list and report is answered`() async throws {
        try await RunningDaemon.prepare(on: .said) { daemon in
            try await daemon.start()
            let client = CheckedClient(try await daemon.client())
            let streams = Set(try daemon.events().map(\.stream.text))
            for stream in streams.sorted() {
                try await client.ask("Records.Get", ["record": .string(stream)])
                let history = try await client.ask("Records.History", ["record": .string(stream)])
                #expect(history["events"]?.elements.contains { _ in true } == true, "\(stream)")
            }
            for moment in OldLogTests.moments {
                for view in ViewCatalogue.views.map(\.name) {
                    var question = moment
                    question["view"] = .string(view)
                    question["limit"] = 40
                    try await OldLogTests.askAll(client, "Records.List", question)
                }
                try await OldLogTests.askReports(client, moment, streams)
            }
            for text in ["odd", "\u{202E}", "Zhang", "张", "Twin Hospital", "nnnn"] {
                try await OldLogTests.askAll(client, "Records.Search", ["text": .string(text)])
            }
        }
    }

    /// Every page of an answer.
    private static func askAll(_ client: CheckedClient, _ method: String, _ question: JSONObject) async throws
    {
        var question = question
        repeat {
            let page = try await client.ask(method, .object(question))
            question["after"] = page["next"].flatMap(\.string).map { .string($0) }
        } while question["after"] != nil
    }

    private static func askReports(_ client: CheckedClient, _ moment: JSONObject, _ streams: Set<String>)
        async throws
    {
        func ask(_ report: String, _ more: JSONObject = [:]) async throws {
            var question = moment
            for (name, value) in more.map({ ($0.key, $0.value) }) { question[name] = value }
            do {
                try await client.ask("Reports.\(report)", .object(question))
            } catch let error as VarlinkError where !moment.isEmpty && error.shortName == "NotFound" {
                // It was not there yet.
            }
        }
        try await ask("Programme", ["explain": true])
        try await ask("Safety")
        try await ask("Claims", ["explain": true])
        try await ask("Audit", ["list": "all"])
        try await ask("Dossier", ["assessment": "A-2021", "unit": "IMR"])
        for stream in streams.sorted() {
            let id = JSONValue.string(String(StreamName(recorded: stream).id))
            switch StreamName(recorded: stream).kind {
            case "trial": try await ask("Trial", ["trial": id])
            case "fund": try await ask("Funding", ["fund": id])
            case "problem", "project", "achievement", "adverse-event", "deficiency":
                try await ask("Trace", ["record": .string(stream)])
            default: break
            }
        }
    }

    @Test func `every event is read and followed as it was recorded`() async throws {
        try await RunningDaemon.prepare(on: .said) { daemon in
            try await daemon.start()
            let client = CheckedClient(try await daemon.client())
            let recorded = try daemon.events()
            var read: [JSONView] = []
            var start: Int64 = 1
            while start <= recorded.count {
                let page = try await client.ask("Log.Read", ["start": .integer(start), "limit": 100])
                read += page["events"]?.elements.map { $0 } ?? []
                start = try #require(page["next"]?.int64)
            }
            let followed = try await client.follow("Log.Follow", ["start": 1], count: recorded.count)
            for (event, replies) in zip(recorded, zip(read, followed)) {
                #expect(replies.0["position"]?.int64 == event.position.number)
                #expect(replies.0["hash"]?.string == event.hash.hexadecimal)
                #expect(replies.0["data"]?.rawText == String(decoding: event.data, as: UTF8.self))
                #expect(replies.1["event"]?.rawText == replies.0.rawText)
            }
            #expect(read.count == recorded.count)
        }
    }
}

// MARK: What was recorded once

extension OldLogTests {
    @Test func `a date that stands is not held against who corrects something else`() async throws {
        try await RunningDaemon.prepare(on: .said) { daemon in
            try await daemon.start()
            let client = try await daemon.client()
            func correct(_ position: Int64, _ fields: JSONObject, on occurredOn: String? = nil) async throws
                -> VarlinkError?
            {
                var context: JSONObject = ["reason": "a slip"]
                if let occurredOn { context["occurredOn"] = .string(occurredOn) }
                let parameters: JSONValue = [
                    "position": .integer(position), "fields": .object(fields), "context": .object(context),
                ]
                do {
                    try await client.ask("Log.Correct", parameters)
                    return nil
                } catch let error as VarlinkError {
                    return error
                }
            }
            try await client.record("Trial.Unlock", ["id": "T-T"], context: ["reason": "a slip"])
            // The subjects were enrolled on 2022-03-01; all of it is dated before.
            let outcome: JSONObject = [
                "device": "D-T", "subject": "S-1", "result": "success", "value": "-0.75",
            ]
            #expect(try await correct(349, outcome) == nil)
            let deviation: JSONObject = [
                "subject": "S-2", "severity": "minor", "description": "very early", "action": "none",
            ]
            #expect(try await correct(350, deviation) == nil)
            #expect(try await correct(352, ["subject": "S-2"]) == nil)
            // Another date is said now, and so is another subject.
            let withdrawn: JSONObject = ["subject": "S-1", "cause": "other", "ground": "Moved away"]
            let dated = try await correct(351, withdrawn, on: "2021-12-31")
            #expect(dated?.parameters["rule"] == "interval-reversed", "\(String(describing: dated))")
            var other = withdrawn
            other["subject"] = "S-3"
            let moved = try await correct(351, other)
            #expect(moved?.parameters["rule"] == "interval-reversed", "\(String(describing: moved))")
            #expect(try await correct(351, withdrawn) == nil)
        }
    }

    @Test func `what a sheet had recorded is known by its ids`() async throws {
        try await RunningDaemon.prepare(on: .said) { daemon in
            try await daemon.start()
            let client = try await daemon.client()
            let imported = try daemon.events().filter {
                try EventCodec.metadata($0.metadata).command?.id.hasPrefix("import-") == true
            }
            #expect(imported.count == 13)
            let names = ["SHEET-P-01": "Zhang San", "SHEET-P-02": "Li Si", "SHEET-P-03": "Wang Wu"]
            for event in imported {
                let command = try #require(
                    Catalogue.event(event.type) as? any Command.Type, "\(event.type)")
                let metadata = try EventCodec.metadata(event.metadata)
                var context: JSONObject = ["commandId": .string(metadata.command?.id ?? "")]
                // The others said nothing, and it was that day.
                if event.occurredOn.text < "2026" { context["occurredOn"] = .string(event.occurredOn.text) }
                if let sources = metadata.sources { context["sources"] = .array(sources.map { .string($0) }) }
                let name = names[String(event.stream.id)]
                let fields =
                    try name.map { ["name": .string($0)] }
                    ?? JSONValue(JSONDocument(parsing: event.data).root)
                let reply = try await client.ask(
                    "Log.RecordAll",
                    [
                        "commands": [
                            [
                                "command": .string(command.fullName), "id": .string(String(event.stream.id)),
                                "fields": fields, "context": .object(context),
                            ]
                        ]
                    ])
                let receipt = try #require(reply["receipts"]?.array?.first)
                #expect(receipt["duplicate"] == true, "\(event)")
                #expect(receipt["position"]?.int64 == event.position.number)
            }
            #expect(try await client.head() == GoldenLog.said.position)
        }
    }

    @Test func `a batch, and a person who was erased since, are known by their ids`() async throws {
        try await RunningDaemon.prepare(on: .said) { daemon in
            try await daemon.start()
            let client = try await daemon.client()
            let commands = (0..<3).map { number -> JSONValue in
                [
                    "command": "device.register", "id": .string("B-\(number)"),
                    "fields": ["name": .string("batch \(number) "), "type": "other"],
                ]
            }
            let reply = try await client.ask(
                "Log.RecordAll",
                [
                    "commands": .array(commands),
                    "context": ["commandId": " batch", "reason": "together"],
                ])
            #expect(reply["receipts"]?.array?.allSatisfy { $0["duplicate"] == true } == true)
            let erased = try await client.error(
                of: "Person.Register",
                [
                    "id": "P-ERASED", "name": "To be erased", "localName": "\0",
                    "context": ["commandId": "registers who is erased", "occurredOn": "unknown"],
                ])
            #expect(erased?["rule"] == "person-erased")
            #expect(try await client.head() == GoldenLog.said.position)
        }
    }
}
