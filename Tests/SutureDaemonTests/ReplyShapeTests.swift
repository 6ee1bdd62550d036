import SutureDomain
import SutureInterface
import SutureJSON
import SutureReadModels
import SutureTestSupport
import Testing
import Varlink

/// Every reply and every error is exactly as the interfaces declare it: strict clients take no other.
@Suite(.timeLimit(.minutes(20))) struct ReplyShapeTests {
    static func runWithProgramme(_ body: (CheckedClient) async throws -> Void) async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await RecordedProgramme.record(with: client)
            try await body(CheckedClient(client))
        }
    }

    @Test func `every method of the daemon's own interfaces replies as declared`() async throws {
        try await ReplyShapeTests.runWithProgramme { client in
            try await ReplyShapeTests.askService(client)
            try await ReplyShapeTests.askRecords(client)
            try await ReplyShapeTests.askReports(client)
            try await ReplyShapeTests.askLog(client)
            let all = ["Log", "Records", "Reports", "Service"].flatMap { name in
                VarlinkInterface.named("org.suture.\(name)").methods.map { "\(name).\($0.name)" }
            }
            #expect(client.calledMethods.sorted() == all.sorted())
        }
    }

    @Test func `every command answers with a receipt as declared`() async throws {
        try await RunningDaemon.run { daemon in
            let client = CheckedClient(try await daemon.client())
            for step in RecordedProgramme.steps {
                var parameters = step.parameters.object ?? [:]
                parameters["context"] = ["occurredOn": .string(step.occurredOn), "reason": "as it was"]
                try await client.ask(step.method, .object(parameters))
            }
            let kinds = Set(
                client.calledMethods.compactMap { $0.split(separator: ".").first.map(String.init) })
            let kept = Catalogue.kinds.filter { $0.isKeptByPeople }
            #expect(kinds == Set(kept.map { CommandName.pascalCase($0.kind) }))
        }
    }

    @Test func `the rows of every view have the columns that the view declares`() async throws {
        try await ReplyShapeTests.runWithProgramme { client in
            let views = try await client.ask("Records.Views")["views"]?.elements.map { $0 } ?? []
            #expect(views.compactMap { $0["name"]?.string } == ViewCatalogue.views.map(\.name))
            var empty: [String] = []
            for view in views {
                let name = try #require(view["name"]?.string)
                let rows = try await client.ask("Records.List", ["view": .string(name)])["rows"]?.elements
                let types = ColumnTypes(view)
                for row in rows.map(Array.init) ?? [] { #expect(types.faults(of: row) == [], "\(name)") }
                if rows?.contains(where: { _ in true }) != true { empty.append(name) }
            }
            // Each of the others was seen with rows. Nothing befell the log of this daemon.
            let ofTheLog = ["installation", "installation-restoration", "installation-clock", "import"]
            #expect(empty == ofTheLog, "\(empty)")
        }
    }
}

// MARK: Replies

extension ReplyShapeTests {
    static func askService(_ client: CheckedClient) async throws {
        let status = try await client.ask("Service.Status")
        #expect(status["position"]?.int64 == Int64(RecordedProgramme.eventCount))
        try await client.ask("Service.Reload")
    }

    static func askRecords(_ client: CheckedClient) async throws {
        try await client.ask("Records.Views")
        for record in [
            "institution/USST", "person/P-1", "unit/IMR", "project/PR-1", "student/S-1", "instructor/J-1",
            "device/D-1", "trial/T-1", "activity/AC-1", "agreement/AG-1", "problem/PB-1", "achievement/A-1",
            "screening/SC-1", "fund/F-1", "assessment/A-2021", "source/NEWS",
            "adverse-event/AE-1", "deficiency/DD-1",
        ] {
            let parameters: JSONValue = ["record": .string(record)]
            try await client.ask("Records.Get", parameters)
            try await client.ask("Records.History", parameters)
        }
        let past: JSONValue = ["record": "trial/T-1", "asOf": "2021-03-01", "knownAt": "60"]
        try await client.ask("Records.Get", past)
        try await client.ask("Records.History", past)
        let page = try await client.ask("Records.History", ["record": "trial/T-1", "limit": 2])
        #expect(page["previous"]?.int64 != nil)
        let rows = try await client.ask("Records.List", ["view": "device", "limit": 1, "orderBy": "-name"])
        let next = try #require(rows["next"]?.string)
        try await client.ask(
            "Records.List", ["view": "device", "limit": 1, "orderBy": "-name", "after": .string(next)])
        let found = try await client.ask("Records.Search", ["text": "e", "limit": 1])
        let after = try #require(found["next"]?.string)
        try await client.ask("Records.Search", ["text": "e", "limit": 100, "after": .string(after)])
    }

    static func askReports(_ client: CheckedClient) async throws {
        let moments: [JSONObject] = [
            [:], ["asOf": "2021-04-01"], ["knownAt": "40"],
            ["asOf": "2018-01-01", "knownAt": "2030-01-01T00:00:00Z"],
        ]
        for moment in moments {
            for explain in [true, false] {
                var parameters = moment
                parameters["explain"] = .bool(explain)
                let report = try await client.ask("Reports.Programme", .object(parameters))
                #expect(report["asOf"]?.string == moment["asOf"]?.string)
                let counted = report["figures"]?.elements.contains { $0["counted"] != nil }
                #expect(counted == explain)
            }
        }
        for moment in moments {
            var parameters = moment
            parameters["list"] = "all"
            try await client.ask("Reports.Audit", .object(parameters))
            try await client.ask("Reports.Changes", .object(moment))
        }
        for record in ["problem/PB-1", "achievement/A-1", "adverse-event/AE-1"] {
            try await client.ask("Reports.Trace", ["record": .string(record)])
        }
        for moment in moments.prefix(2) + [["knownAt": "70"]] {
            var parameters = moment
            parameters["trial"] = "T-1"
            try await client.ask("Reports.Trial", .object(parameters))
        }
        for moment in moments.prefix(2) {
            var parameters = moment
            parameters["fund"] = "F-1"
            let report = try await client.ask("Reports.Funding", .object(parameters))
            #expect(report["lines"]?.elements.contains { _ in true } == true)
        }
        for moment in moments {
            let report = try await client.ask("Reports.Safety", .object(moment))
            #expect(report["asOf"]?.string == moment["asOf"]?.string)
        }
        let late = try await client.ask(
            "Reports.Safety", ["trial": "T-1", "device": "D-SET", "asOf": "2021-04-30"])
        #expect(late["events"]?.elements.map { $0["event"]?.string } == ["AE-1"])
        #expect(late["duties"]?.elements.map { $0["status"]?.string } == ["overdue", "overdue"])
        try await askClaimsAndDossier(client)
    }

    static func askClaimsAndDossier(_ client: CheckedClient) async throws {
        for moment in [[:], ["asOf": "2022-11-07"], ["knownAt": "100000"]] as [JSONObject] {
            var parameters = moment
            parameters["explain"] = .bool(moment.isEmpty)
            let report = try await client.ask("Reports.Claims", .object(parameters))
            #expect(report["claims"]?.elements.map { $0["claim"]?.string } == ["C1", "C2"])
            #expect(
                report["claims"]?.elements.map { $0["verdict"]?.string } == ["supported", "contradicted"])
        }
        for moment in [[:], ["asOf": "2022-02-15"]] as [JSONObject] {
            var parameters = moment
            parameters["assessment"] = "A-2021"
            parameters["unit"] = "IMR"
            let dossier = try await client.ask("Reports.Dossier", .object(parameters))
            #expect((dossier["result"] == nil) == (moment["asOf"] != nil))
            #expect(dossier["criteria"]?.elements.map { $0["criterion"]?.string } == ["C1", "C2"])
        }
    }

    static func askLog(_ client: CheckedClient) async throws {
        let page = try await client.ask("Log.Read", ["start": 1, "limit": 10_000])
        #expect(page["events"]?.elements.count { _ in true } == RecordedProgramme.eventCount)
        try await client.ask("Log.Read", ["start": 1_000_000])
        let batch: JSONValue = [
            "commands": [
                ["command": "device.add-note", "id": "D-1", "fields": ["text": "bent"]],
                ["command": "person.register", "id": "", "fields": ["name": "Zhao Lei"]],
            ], "context": ["commandId": "batch 1"],
        ]
        try await client.ask("Log.RecordAll", batch)
        let again = try await client.ask("Log.RecordAll", batch)
        #expect(again["receipts"]?.elements.map { $0["duplicate"]?.bool } == [true, true])
        let candidates: JSONValue = [
            ["proposed": ["command": "device.add-note", "id": "D-1", "fields": ["text": "dull"]]],
            ["proposed": ["command": "device.add-note", "id": "D-404", "fields": ["text": "lost"]]],
            [
                "proposed": [
                    "command": "device.register", "id": "D-1", "fields": ["name": "?", "type": "other"],
                ]
            ],
            [
                "proposed": ["command": "device.add-note", "id": "D-1", "fields": ["text": "bent"]],
                "seekAlike": true,
            ],
        ]
        let checked = try await client.ask("Log.Check", ["commands": candidates])
        #expect(
            checked["answers"]?.elements.map { $0["outcome"]?.string } == [
                "new", "refused", "changed", "alike",
            ])
        let note = Int64(RecordedProgramme.eventCount + 1)
        try await client.ask(
            "Log.Correct",
            ["position": .integer(note), "fields": ["text": "straight"], "context": ["reason": "a slip"]])
        try await client.ask(
            "Log.Void", ["position": .integer(note + 3), "context": ["reason": "never said"]])
        let corrected = try await client.ask("Log.Read", ["start": .integer(note), "limit": 1])
        #expect(corrected["events"]?.elements.map { $0["voidedBy"]?.int64 } == [note + 2])
        let status = try await client.ask("Service.Status")
        let log = status["logId"]?.string ?? ""
        let sheet = [
            ImportEventTests.begin(log),
            RecordAllTests.proposed("device.add-note", "D-1", ["text": "of a sheet"]),
        ]
        let begun = try await client.ask("Log.RecordAll", RecordAllTests.batch(sheet))["receipts"]?.elements
        let number = begun?.first { _ in true }?["position"]?.int64 ?? 0
        let undoing: JSONValue = ["batch": .integer(number), "context": ["reason": "the wrong sheet"]]
        let undone = try await client.follow("Log.UndoImport", undoing, count: 3)
        #expect(undone.map { $0["undone"]?.bool } == [false, true])
        let count = RecordedProgramme.eventCount + 11
        let replies = try await client.follow("Log.Follow", ["start": 1], count: count)
        #expect(replies.last?["caughtUp"]?.bool == true)
    }
}

/// The columns of a view as `Records.Views` describes them.
private struct ColumnTypes {
    let types: [String: String]

    init(_ view: JSONView) {
        let columns =
            view["columns"]?.elements.map { ($0["name"]?.string ?? "", $0["type"]?.string ?? "") } ?? []
        types = Dictionary(uniqueKeysWithValues: columns)
    }

    func faults(of row: JSONView) -> [String] {
        row.members.filter { !isRight($0.value, as: types[$0.key]) }.map { "\($0.key): \($0.value)" }
    }

    func isRight(_ value: JSONView, as type: String?) -> Bool {
        switch type {
        case "text", "sealed": value.string != nil
        case "integer": value.int64 != nil
        case "boolean": value.bool != nil
        case "decimal": value.string.flatMap { Decimal($0) } != nil
        case "date": value.string.flatMap { PartialDate($0) } != nil
        case "reference": value.string.map { Identifier.isWellFormed($0) } ?? false
        case "record": value.string.flatMap { StreamName($0) } != nil
        case "list": value.kind == .array && value.elements.allSatisfy { $0.string != nil }
        default: false
        }
    }
}
