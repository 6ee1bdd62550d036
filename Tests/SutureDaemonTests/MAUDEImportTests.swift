import Foundation
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// Reports to the FDA on surgical robots become records through the client and the map that comes with it.
@Suite(.serialized, .timeLimit(.minutes(20))) struct MAUDEImportTests {
    /// A row of the file, of which only some columns are read.
    struct Row: Sendable {
        var key: String
        var type: String
        var event = #""The cable broke, at ""the wrist"".""#
        var narrative = #""It was worn.\#nReplaced.""#
        var eventYear = "2012"
        var reportYear = "2013"
        var manufacturer = #""INTUITIVE SURGICAL,INC.""#
        var brand = "PROGRASP FORCEPS INSTRUMENT"

        var line: String {
            "http://example.org/\(key),\(key),\(event),\(narrative),\(type),N/A,N/A,\(eventYear),N/A,\(reportYear),2013,"
                + "N/A,97,\(manufacturer),\(brand),ENDOSCOPIC INSTRUMENT,NAY"
        }
    }

    static let header =
        "MDR_Link,MDR_Key,Event,Narrative,Event_Type,Patient_Outcome,Manufacture Year,Event_Year,"
        + "Report_to_Manufacture_Year,Report_to_FDA,Report_Year,Time_to_Event,Time_to_Report,Manufacturer,Brand_Name,"
        + "Generic_Name,Product_Code"

    static let rows = [
        Row(key: "1", type: "M"),
        Row(key: "2", type: "D", manufacturer: #""INTUTITIVE SURGICAL, INC.""#, brand: "DA VINCI S SYSTEM"),
        Row(key: "3", type: "IN", narrative: "N/A", eventYear: "N/A", reportYear: "N/A", manufacturer: ""),
        Row(key: "4", type: "O", manufacturer: "NA", brand: "DA VINCI SI SURGICAL SYTSTEM"),
        Row(key: "5", type: "IN", reportYear: "2103"),
        Row(key: "6", type: "IN", manufacturer: "KNIFE WORKS"),
        Row(key: "7", type: "X"),
    ]

    @Test func `reports become events and deficiencies, and rows that are refused are named`() async throws {
        try await RunningDaemon.run { daemon in
            let run = try await daemon.importReports(MAUDEImportTests.rows, ["--skip-refused"])
            #expect(run.exit == .status(1))
            #expect(
                run.output == "7 rows, 16 commands: 16 recorded, 0 recorded before; left out rows: 3\n",
                "\(run.errors)")
            let file = "\(daemon.directory)/reports.csv"
            let starts = [
                "\(file):11: institution.add-alias: alias (column Manufacturer): \"KNIFE WORKS\" is not among the map's values ",
                "\(file):13: deficiency.report: type (column Event_Type): \"X\" is not among the map's values M",
                "\(file):9: adverse-event.report AE-MAUDE-5: refused (occurred-in-future) context.occurredOn (column Report_to_FDA): 2103 ",
                "import 1: the name of the sheet, reports.csv, is kept for ever",
            ]
            #expect(run.errorLines.count == starts.count, "\(run.errors)")
            for (line, start) in zip(run.errorLines, starts) { #expect(line.hasPrefix(start)) }

            let client = try await daemon.client()
            let events = try await client.rows(of: "adverse-event")
            #expect(
                events.map {
                    "\($0["id"]?.string ?? "") \($0["device"]?.string ?? "") \($0["onset"]?.string ?? "")"
                }
                    == [
                        "AE-MAUDE-2 D-DA-VINCI-S 2012", "AE-MAUDE-3 D-DA-VINCI unknown",
                        "AE-MAUDE-4 D-DA-VINCI-SI 2012",
                    ])
            #expect(events.map { $0["criteria"] } == [["death"], ["other_important"], []])
            #expect(events.map { $0["outcome"] } == ["fatal", "unknown", "unknown"])
            #expect(events.map { $0["reportedOn"] } == ["2013", "unknown", "2013"])
            #expect(events.first?["description"] == "The cable broke, at \"the wrist\".")
            let followUps = try await client.rows(of: "adverse-event-follow-up")
            #expect(followUps.map { $0["adverseEvent"] } == ["AE-MAUDE-2", "AE-MAUDE-4"])
            #expect(followUps.first?["text"] == "It was worn.\nReplaced.")
            let deficiencies = try await client.rows(of: "deficiency")
            #expect(deficiencies.map { $0["id"] } == ["DD-MAUDE-1"])
            #expect(deficiencies.map { $0["type"] } == ["malfunction"])
        }
    }

    @Test func `the manufacturer is found under every spelling, and again nothing is recorded`() async throws
    {
        try await RunningDaemon.run { daemon in
            _ = try await daemon.importReports(MAUDEImportTests.rows, ["--skip-refused"])
            let client = try await daemon.client()
            for spelling in ["INTUITIVE SURGICAL,INC.", "intutitive", "Intuitive Surgical, Inc."] {
                let found = try await client.ask("Records.Search", ["text": .string(spelling)])["rows"]?.array
                #expect(found?.map { $0["record"] } == ["institution/INTUITIVE-SURGICAL"])
            }
            let again = try await daemon.importReports(MAUDEImportTests.rows, ["--skip-refused"])
            #expect(again.output == "7 rows, 16 commands: 0 recorded, 16 recorded before; left out rows: 3\n")
            // With the beginning and the end of the import.
            #expect(try await client.head() == 18)
        }
    }

    @Test func `unless it is asked for, no row is left out and nothing is recorded`() async throws {
        try await RunningDaemon.run { daemon in
            let run = try await daemon.importReports(MAUDEImportTests.rows)
            #expect(run.exit == .status(1))
            #expect(run.errorLines.last == "suture: nothing was recorded")
            let refused = try await daemon.importReports(Array(MAUDEImportTests.rows.prefix(5)))
            #expect(refused.exit == .status(1))
            #expect(refused.errorLines.last == "suture: nothing was recorded")
            #expect(try await daemon.client().head() == 0)
        }
    }

    @Test func `what a row that is left out shares with others is recorded`() async throws {
        try await RunningDaemon.run { daemon in
            var rows = [MAUDEImportTests.rows[4], MAUDEImportTests.rows[0]]
            rows[0].brand = rows[1].brand
            let run = try await daemon.importReports(rows, ["--skip-refused"])
            #expect(
                run.output == "2 rows, 6 commands: 6 recorded, 0 recorded before; left out rows: 1\n",
                "\(run.errors)")
            #expect(run.errorLines.count == 2)
        }
    }

    @Test func `1,274 real reports are imported, once`() async throws {
        guard let data = ProcessInfo.processInfo.environment["SUTURE_TEST_DATA"] else {
            try Test.cancel("SUTURE_TEST_DATA names no folder with real data")
        }
        try await RunningDaemon.run { daemon in
            let file = "\(data)/maude_davinci/daVinci_MAUDE_Data_2013.csv"
            let first = try await daemon.importReports(in: file, ["--skip-refused"])
            #expect(
                first.output
                    == "1274 rows, 2499 commands: 2499 recorded, 0 recorded before; left out rows: 1\n")
            #expect(
                // On a busy machine the client also says what it waits for.
                first.errorLines.filter { $0.hasPrefix(file) }.map { $0.dropFirst(file.count) } == [
                    ":1191: adverse-event.report AE-MAUDE-3314289: refused (occurred-in-future) "
                        + "context.occurredOn (column Report_to_FDA): 2103 has not come yet; today is \(today())."
                ])
            let client = try await daemon.client()
            #expect(try await client.rows(of: "adverse-event", where: ["outcome": "fatal"]).count == 34)
            #expect(try await client.rows(of: "adverse-event", where: ["serious": true]).count == 741)
            #expect(try await client.rows(of: "adverse-event").count == 802)
            #expect(try await client.rows(of: "deficiency").count == 471)
            #expect(try await client.rows(of: "institution").count == 1)
            #expect(try await client.rows(of: "institution-alias").count == 12)
            let report = try await client.ask("Reports.Safety", ["device": "D-DA-VINCI-SI"])
            #expect(report["totals"]?["events"] == 361)

            let second = try await daemon.importReports(in: file, ["--skip-refused"])
            #expect(second.output.contains(": 0 recorded, 2499 recorded before"))
            #expect(try await client.head() == 2_501)
        }
    }

    /// In the time zone of the daemon, which is UTC unless it is told.
    private func today() -> String {
        Date().formatted(.iso8601.year().month().day())
    }
}

extension RunningDaemon {
    fileprivate func importReports(_ rows: [MAUDEImportTests.Row], _ options: [String] = []) async throws
        -> ProgramRun
    {
        let lines = [MAUDEImportTests.header] + rows.map(\.line)
        let file = try write(lines.map { $0 + "\n" }.joined(), to: "reports.csv")
        return try await importReports(in: file, options)
    }

    fileprivate func importReports(in file: String, _ options: [String] = []) async throws -> ProgramRun {
        let map = Repository.path("config/import/maude-davinci.yaml")
        return try await suture(["import", file, "--map", map] + options)
    }
}

extension VarlinkClient {
    /// All rows of a view, which are not more than a page has.
    fileprivate func rows(of view: String, where filter: JSONObject = [:]) async throws -> [JSONValue] {
        try await ask(
            "Records.List", ["view": .string(view), "limit": 1_000, "where": .object(filter)])["rows"]?.array
            ?? []
    }
}
