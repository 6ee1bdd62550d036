import Foundation
import GRDB
import SutureJSON
import SutureLog
import SutureSQLiteLog
import SutureTestSupport
import Testing
import Varlink

/// After a person was erased no file lets anyone read the name, and everything else is as it was.
@Suite(.serialized, .timeLimit(.minutes(20))) struct ErasureTests {
    static let names = ["Zyxomma Petiolatum", "吴韬逸", "Petiolatum-Smythe", "0000-0002-1825-0097"]

    static let erasure: JSONValue = [
        "id": "P-0001", "legalGround": "GDPR Art. 17", "decidedBy": "the data protection officer",
        "context": ["commandId": "erase-1", "occurredOn": "2022-11-07"],
    ]

    /// A person with all personal data that there may be, who takes part in what a person can, beside
    /// another.
    static func registerFirst(with client: VarlinkClient) async throws {
        try await client.record(
            "Person.Register", ["id": "P-0001", "name": .string(names[0]), "localName": .string(names[1])],
            context: ["commandId": "register-1"])
        try await client.record("Person.Register", ["id": "P-0002", "name": "Li Wei"])
        try await client.record("Person.AddAlias", ["id": "P-0001", "alias": .string(names[2])])
        try await client.record(
            "Person.Identify", ["id": "P-0001", "scheme": "orcid", "value": .string(names[3])])
        try await client.record("Person.Qualify", ["id": "P-0001", "qualification": "clinician"])
        try await client.record(
            "Unit.Initiate", ["id": "U-1", "name": "Institute", "type": "research_institute"])
        try await client.record(
            "Person.Commit", ["id": "P-0001", "to": "U-1", "capacity": "doctor"])
        try await client.record(
            "Project.Create", ["id": "PR-1", "title": "Needles", "units": ["U-1"], "cooperative": true])
        try await client.record("Project.Start", ["id": "PR-1"])
        try await client.record("Project.Join", ["id": "PR-1", "person": "P-0001", "role": "clinician"])
        try await client.record(
            "Instructor.Select", ["id": "J-1", "person": "P-0001", "school": "U-1", "project": "PR-1"])
    }

    static func requireNoName(in daemon: RunningDaemon, sourceLocation: SourceLocation = #_sourceLocation)
        throws
    {
        for file in try daemon.filesOfState() {
            for name in names {
                #expect(!file.bytes.contains(name), "\(name) in \(file.name)", sourceLocation: sourceLocation)
            }
        }
    }

    static func wrappedKey(of person: String, in daemon: RunningDaemon) throws -> Data? {
        try daemon.read("keys.db") {
            try Data.fetchOne($0, sql: "SELECT wrapped FROM key WHERE person = ?", arguments: [person])
        }
    }

    static func contains(_ bytes: Data, _ daemon: RunningDaemon) throws -> [String] {
        try daemon.filesOfState().filter { $0.bytes.range(of: bytes) != nil }.map(\.name)
    }

    static func figures(of client: VarlinkClient, _ moment: JSONObject = [:]) async throws -> JSONValue? {
        try await client.ask("Reports.Programme", .object(moment))["figures"]
    }

    @Test func `no file of the state directory lets anyone read the name, and every figure stays`()
        async throws
    {
        try await RunningDaemon.run("access.delegates=uid:0") { daemon in
            var client = try await daemon.client()
            try await ErasureTests.registerFirst(with: client)
            let past: JSONObject = ["knownAt": "11"]
            let before = try await ErasureTests.figures(of: client)
            let pastBefore = try await ErasureTests.figures(of: client, past)
            _ = try await client.ask("Records.List", ["view": "person", "orderBy": "name", "knownAt": "2"])
            let found = try await client.ask("Records.Search", ["text": "Petiolatum"])
            #expect(String(decoding: found.bytes, as: UTF8.self).contains("P-0001"))
            let key = try #require(try ErasureTests.wrappedKey(of: "person/P-0001", in: daemon))
            #expect(try !ErasureTests.contains(key, daemon).isEmpty)
            try ErasureTests.requireNoName(in: daemon)
            let backup = daemon.directory + "/backup.db"
            try daemon.tamper("log.db", "VACUUM INTO '\(backup)'")

            let receipt = try await client.ask("Person.Erase", ErasureTests.erasure)["receipt"]
            #expect(receipt?["position"] == 12)
            #expect(try ErasureTests.contains(key, daemon) == [])
            try ErasureTests.requireNoName(in: daemon)
            #expect(try daemon.keyCount() == 1)
            let again = try await client.ask("Person.Erase", ErasureTests.erasure)["receipt"]
            #expect(again?["duplicate"] == true)
            #expect(again?["position"] == 12)

            for restarted in [false, true] {
                if restarted {
                    #expect(await daemon.terminate() == .status(0))
                    #expect(try ErasureTests.contains(key, daemon) == [])
                    try ErasureTests.requireNoName(in: daemon)
                    try await daemon.start()
                    client = try await daemon.client()
                }
                #expect(try await ErasureTests.figures(of: client) == before)
                #expect(try await ErasureTests.figures(of: client, past) == pastBefore)
                try await ErasureTests.requireErased(by: client)
                try await ErasureTests.requireRefused(by: client)
            }
            for path in [backup, daemon.stateFile("log.db")] {
                let reader = try LogReader.open(path: path)
                defer { try? reader.close() }
                guard case .sound = try LogVerifier(reader: reader, isDeep: true).verify() else {
                    Issue.record("\(path) does not verify")
                    return
                }
            }
            #expect(ErasureTests.names.allSatisfy { !daemon.standardError.contains($0) })
        }
    }

    /// What readers see.
    static func requireErased(by client: VarlinkClient) async throws {
        let got = try await client.ask("Records.Get", ["record": "person/P-0001"])["record"]
        #expect(got?["name"] == "[erased]")
        #expect(got?["localName"] == "[erased]")
        #expect(got?["erasures"]?.array?.first?["legalGround"] == "GDPR Art. 17")
        #expect(got?["erasures"]?.array?.first?["erasedOn"] == "2022-11-07")
        for moment: JSONObject in [[:], ["knownAt": "11"], ["asOf": "2022-11-06"]] {
            var members: JSONObject = ["view": "project-member"]
            for entry in moment { members[entry.key] = entry.value }
            for row in try await client.ask("Records.List", .object(members))["rows"]?.array ?? [] {
                #expect(row["personName"] == "[erased]")
            }
        }
        for text in names + ["[erased]"] {
            let found = try await client.ask("Records.Search", ["text": .string(text)])
            #expect(!String(decoding: found.bytes, as: UTF8.self).contains("P-0001"), "\(text)")
        }
        let history = try await client.ask("Records.History", ["record": "person/P-0001"])
        let text = String(decoding: history.bytes, as: UTF8.self)
        #expect(text.contains(#""name":"[erased]""#))
        #expect(text.contains(#""legalGround":"GDPR Art. 17""#))
        #expect(names.allSatisfy { !text.contains($0) })
    }

    /// Every use of the person, and none of anybody else.
    static func requireRefused(by client: VarlinkClient) async throws {
        let uses: [(String, JSONValue, String)] = [
            ("Person.AddAlias", ["id": "P-0001", "alias": "Somebody"], "id"),
            (
                "Person.AddAlias", ["id": "P-0001", "alias": "Somebody", "context": ["commandId": "c-9"]],
                "id"
            ),
            ("Person.AddNote", ["id": "P-0001", "text": "gone"], "id"),
            ("Person.Register", ["id": "P-0001", "name": "Somebody"], "id"),
            ("Person.Erase", ["id": "P-0001", "legalGround": "again", "decidedBy": "someone"], "id"),
            ("Project.Join", ["id": "PR-1", "person": "P-0001", "role": "advisor"], "person"),
            ("Project.Leave", ["id": "PR-1", "person": "P-0001", "role": "clinician"], "person"),
            (
                "Project.DraftPlan",
                [
                    "id": "PR-1", "version": "v1", "summary": "a plan",
                    "contributors": [
                        ["person": "P-0002", "role": "advisor"], ["person": "P-0001", "role": "clinician"],
                    ],
                ], "contributors.person"
            ),
            (
                "Unit.AddAlias",
                [
                    "id": "U-1", "alias": "IMR", "type": "acronym",
                    "context": ["onBehalfOf": "person/P-0001"],
                ], "context.onBehalfOf"
            ),
        ]
        for (method, parameters, field) in uses {
            let error = try await client.error(of: method, parameters)
            #expect(error?.shortName == "Refused", "\(method): \(String(describing: error))")
            #expect(error?["rule"] == "person-erased", "\(method)")
            #expect(error?["field"] == .string(field), "\(method)")
            #expect(error?["record"] == "person/P-0001", "\(method)")
        }
        // The same command as before: under which key it was digested nobody can tell any more.
        let registered = try await client.error(
            of: "Person.Register",
            [
                "id": "P-0001", "name": .string(names[0]), "localName": .string(names[1]),
                "context": ["commandId": "register-1"],
            ])
        #expect(registered?["rule"] == "person-erased")
        let batch = try await client.error(
            of: "Log.RecordAll",
            [
                "commands": [
                    [
                        "command": "project.join", "id": "PR-1",
                        "fields": ["person": "P-0001", "role": "advisor"],
                    ]
                ]
            ])
        #expect(batch?["refusals"]?.array?.first?["rule"] == "person-erased")
        #expect(
            try await client.record(
                "Project.Join", ["id": "PR-1", "person": "P-0002", "role": "advisor"],
                context: ["dryRun": true])[
                    "position"] == 0)
    }

    @Test
    func `a person who is erased in a batch is refused to what follows in it, and what came before stands`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await ErasureTests.registerFirst(with: client)
            let erase: JSONValue = [
                "command": "person.erase", "id": "P-0001",
                "fields": ["legalGround": "GDPR Art. 17", "decidedBy": "the data protection officer"],
            ]
            let note: JSONValue = ["command": "person.add-note", "id": "P-0001", "fields": ["text": "bye"]]
            let alias: JSONValue = [
                "command": "person.add-alias", "id": "P-0001", "fields": ["alias": "Ghost Unmistakable"],
            ]
            let refused = try await client.error(of: "Log.RecordAll", ["commands": [erase, note]])
            #expect(refused?["refusals"]?.array?.count == 1)
            #expect(refused?["refusals"]?.array?.first?["rule"] == "person-erased")
            #expect(try daemon.keyCount() == 2)
            try await client.ask("Log.RecordAll", ["commands": [erase], "context": ["dryRun": true]])
            #expect(try daemon.keyCount() == 2)
            try await client.ask("Log.RecordAll", ["commands": [alias, note, erase]])
            #expect(try daemon.keyCount() == 1)
            let got = try await client.ask("Records.Get", ["record": "person/P-0001"])["record"]
            #expect(got?["aliases"]?.array?.last?["alias"] == "[erased]")
            for file in try daemon.filesOfState() { #expect(!file.bytes.contains("Ghost Unmistakable")) }
        }
    }

    @Test func `keys that come back with an older keys.db are deleted at the next start, and only then`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            var client = try await daemon.client()
            try await ErasureTests.registerFirst(with: client)
            #expect(await daemon.terminate() == .status(0))
            let backup = daemon.directory + "/keys.backup"
            try FileManager.default.copyItem(atPath: daemon.stateFile("keys.db"), toPath: backup)
            let key = try #require(try ErasureTests.wrappedKey(of: "person/P-0001", in: daemon))
            try await daemon.start()
            try await daemon.client().ask("Person.Erase", ErasureTests.erasure)
            for removesViews in [false, true] {
                #expect(await daemon.terminate() == .status(0))
                try FileManager.default.removeItem(atPath: daemon.stateFile("keys.db"))
                try FileManager.default.copyItem(atPath: backup, toPath: daemon.stateFile("keys.db"))
                if removesViews { try daemon.removeViews() }
                #expect(try ErasureTests.contains(key, daemon) == ["keys.db"])
                try await daemon.start()
                client = try await daemon.client()
                #expect(try ErasureTests.contains(key, daemon) == [])
                #expect(try daemon.keyCount() == 1)
                let got = try await client.ask("Records.Get", ["record": "person/P-0001"])["record"]
                #expect(got?["name"] == "[erased]")
            }
            let said = "deleted the keys of erased persons"
            #expect(daemon.standardError.components(separatedBy: said).count == 3)
            #expect(await daemon.terminate() == .status(0))
            try await daemon.start()
            #expect(daemon.standardError.components(separatedBy: said).count == 3)
        }
    }

    @Test func `an erasure is not acknowledged while another program holds the key in the file`() async throws
    {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await ErasureTests.registerFirst(with: client)
            let key = try #require(try ErasureTests.wrappedKey(of: "person/P-0001", in: daemon))
            let reader = try await daemon.readerOfKeys()
            let error = try await client.error(of: "Person.Erase", ErasureTests.erasure)
            #expect(error?.shortName == "Failed")
            #expect(error?["hint"]?.string?.contains("repeat it with the same command id") == true)
            #expect(try !ErasureTests.contains(key, daemon).isEmpty)
            let got = try await client.ask("Records.Get", ["record": "person/P-0001"])["record"]
            #expect(got?["name"] == "[erased]")
            // Others are not held up.
            try await client.record("Unit.AddNote", ["id": "U-1", "text": "meanwhile"])
            try await reader.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
            let again = try await client.ask("Person.Erase", ErasureTests.erasure)["receipt"]
            #expect(again?["duplicate"] == true)
            #expect(try ErasureTests.contains(key, daemon) == [])
        }
    }
}
